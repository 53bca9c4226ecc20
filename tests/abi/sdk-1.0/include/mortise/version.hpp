// The version of this SDK. Everything in namespace mortise sits in an inline namespace that carries it, so that code made
// with two SDKs can meet in one library without sharing a symbol by accident.
#pragma once

#define MORTISE_SDK_VERSION "1.0.0"

namespace mortise {
inline namespace v1_0 {}
}  // namespace mortise
