// POST auth/sign-in, auth/sign-out, auth/step-up. Passwords are checked on a worker, before the unit that makes the session.
#include "accounts/users.hpp"
#include "accounts/workspaces.hpp"
#include "endpoints/endpoints.hpp"
#include "endpoints/own_route.hpp"

namespace mortise::endpoints {
namespace {

using model::Problem;
using model::Refusal;
namespace problems = model::problems;

Refusal sign_in_failed() {
    Problem problem = problems::bad_credential();
    problem.reason = "sign_in_failed";
    problem.message = "The e-mail address or the password is not right.";
    return Refusal{problem};
}

bool password_matches(const Dependencies& dependencies, const std::string& hash, std::string_view password) {
    if (!dependencies.password_slots.try_acquire_for(std::chrono::seconds{3}))
        throw Refusal{problems::unavailable("too many password checks at once", std::chrono::seconds{2})};
    struct Slot {
        PasswordSlots& slots;
        ~Slot() { slots.release(); }
    } slot{dependencies.password_slots};
    return accounts::verify_password(hash, password);
}

// Unknown user and wrong password take the same work and give the same answer.
void check_sign_in(Context& context, const Dependencies& dependencies) {
    const auto email = accounts::fold(text_of(context.body, "email"));
    dependencies.sign_ins.admit(email, context.request.client_address, std::chrono::steady_clock::now());
    const auto& passwords = context.generation->settings.passwords;
    std::optional<accounts::User> user;
    dependencies.environment.database.read(
        [&](storage::Connection& connection) { user = accounts::Users{connection}.by_email(email); });
    const auto& hash = user ? user->password_hash : accounts::dummy_password_hash({passwords.memory_kib, passwords.passes});
    const bool matches = password_matches(dependencies, hash, text_of(context.body, "password"));
    if (!user || !matches || user->status != "ACTIVE") throw sign_in_failed();
    dependencies.sign_ins.succeeded(email, context.request.client_address);
    context.prepared = user->id;
}

model::Response sign_in(Context& context) {
    accounts::Sessions sessions{*context.connection};
    const auto& request = context.request;
    const auto& settings = context.generation->settings;
    const auto subject = std::any_cast<model::UserId>(context.prepared);
    if (!context.host_workspace.empty() && !accounts::Workspaces{*context.connection}.seen_by(subject, context.host_workspace))
        throw sign_in_failed();   // on a subdomain one signs in to that workspace

    end_brought_session(context);

    accounts::NewSession wanted;
    wanted.subject = subject;
    wanted.host_workspace = wanted.confined_to = context.host_workspace;
    wanted.user_agent = request.header("user-agent").value_or("");
    wanted.client_address = request.client_address;
    wanted.now = wanted.password_entered_at = request.received_at;
    wanted.idle = settings.sessions.idle;
    wanted.absolute = settings.sessions.absolute;
    const auto started = sessions.start(wanted);
    context.output.cookie = plugins::SessionCookie{started.token, started.expires_at};

    const auto session = sessions.by_token(started.token, request.received_at);
    if (!session) throw sign_in_failed();   // the account was closed meanwhile
    context.principal.kind = model::PrincipalKind::session;   // from here on the audit row knows who
    context.principal.subject = session->subject;
    context.principal.session = session->id;
    return json_answer(describe_session(context, *session));
}

model::Response sign_out(Context& context) {
    // From an impersonation, or a subdomain reached from the main domain, one signs out of the session it was started from too.
    const auto& own = context.own_session();
    const auto& first = own.ancestors.empty() ? own.id : own.ancestors.back().id;
    context.ended_sessions = accounts::Sessions{*context.connection}.end(first, context.request.received_at);
    context.clear_cookie = true;
    return json_answer(boost::json::object{});
}

void check_step_up(Context& context, const Dependencies& dependencies) {
    const auto account = accounts::fold(context.principal.subject.email);
    dependencies.sign_ins.admit(account, context.request.client_address, std::chrono::steady_clock::now());
    std::optional<accounts::User> user;
    dependencies.environment.database.read(
        [&](storage::Connection& connection) { user = accounts::Users{connection}.by_id(context.principal.subject.id); });
    if (!user || !password_matches(dependencies, user->password_hash, text_of(context.body, "password"))) {
        Problem problem = problems::invalid("password", "The password is not right.");
        problem.status = problem.code = 403;
        problem.reason = "password_wrong";
        throw Refusal{problem};
    }
    dependencies.sign_ins.succeeded(account, context.request.client_address);
}

model::Response step_up(Context& context) {
    accounts::Sessions sessions{*context.connection};
    auto session = context.own_session();
    sessions.mark_password_entered(session.id, context.request.received_at);
    context.output.cookie = plugins::SessionCookie{sessions.rotate(session.id), session.expires_at};
    return json_answer(describe_session(context, session));
}

}  // namespace

void add_sign_in(Routes& routes, const Dependencies& dependencies) {
    auto enter = own_route(model::Method::post, "/auth/sign-in", Entry::open, sign_in);
    takes_texts(enter, {"email", "password"});
    enter.prepare = [dependencies](Context& context) { check_sign_in(context, dependencies); };
    enter.action = "session.sign-in";
    enter.audit_always = true;
    routes.push_back(std::move(enter));

    auto leave = own_route(model::Method::post, "/auth/sign-out", Entry::signed_in, sign_out);
    takes_texts(leave, {});
    leave.action = "session.sign-out";
    leave.audit_always = true;
    routes.push_back(std::move(leave));

    auto again = own_route(model::Method::post, "/auth/step-up", Entry::own_account, step_up);
    takes_texts(again, {"password"});
    again.prepare = [dependencies](Context& context) { check_step_up(context, dependencies); };
    again.action = "session.step-up";
    again.audit_always = true;
    routes.push_back(std::move(again));
}

}  // namespace mortise::endpoints
