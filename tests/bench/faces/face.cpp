// The same answer as face.c, through the C++ face.
#include <mortise/plugin.hpp>

namespace {

using namespace mortise;

class Face final : public Plugin {
public:
    using Plugin::Plugin;
    static constexpr auto handlers() { return std::array{on("reach", &Face::reach)}; }

private:
    Response reach(const Request&, Unit&) const { return Response::ok(R"({"reached":1})"); }
};

}  // namespace

MORTISE_PLUGIN(Face)
