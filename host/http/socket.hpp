// The types every file of this room builds on. A connection's socket is named here only: TCP and Unix-domain peers share one
// type, and a TLS stream would take its place here.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/error_code.hpp>

#include "http/server.hpp"

namespace mortise::http {

namespace asio = boost::asio;
using boost::system::error_code;

using Executor = asio::io_context::executor_type;
using Protocol = asio::generic::stream_protocol;
using Socket = asio::basic_stream_socket<Protocol, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

// `auto [error] = co_await operation(..., nothrow)`: awaited in place, without a coroutine frame of its own.
inline constexpr auto nothrow = asio::as_tuple(asio::deferred);

}  // namespace mortise::http
