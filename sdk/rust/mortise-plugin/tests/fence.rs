//! Nothing but a status leaves a plugin, whatever its handlers do; and every cause is in the log.

use mortise_plugin::testing::{FakeHost, Rows};
use mortise_plugin::{
    arg, on, sys, Error, Event, Handler, Host, JsonObject, Listener, Plugin, Refusal, Request, Response, Result, Unit,
};

struct Misbehaving {
    host: Host,
}

struct PanicsWhenDropped;
impl Drop for PanicsWhenDropped {
    fn drop(&mut self) {
        std::panic::panic_any(17)
    }
}

impl Plugin for Misbehaving {
    const HANDLERS: &'static [Handler<Self>] = &[
        on("text", |_, _, _| panic!("a static text")),
        on("formatted", |_, _, _| panic!("number {}", 7)),
        on("number", |_, _, _| std::panic::panic_any(42)),
        on("drop", |_, _, _| std::panic::panic_any(PanicsWhenDropped)),
        on("deep", |_, _, _| Ok(Response::json(&deep(200)))),
        on("parse", |_, _, _| Ok(Response::json(&"x".parse::<i64>()?))),
        on("failed", |_, _, _| Err(Error::failed("in its own words"))),
        on("refused", |_, _, _| Err(Refusal::invalid("word", "Not this word.").into())),
        on("column", |_, _, unit| Ok(Response::json(&unit.storage().first::<i64>("SELECT 1", &[])?))),
        on("statement", Misbehaving::statement),
        on("publish", |_, _, unit| {
            unit.publish("a.b", mortise_plugin::to_audience(), "{}")
                .map(|()| Response::no_content())
                .map_err(Error::from)
        }),
        on("query", |_, request, _| Ok(Response::json(&request.query::<i64>("limit")?))),
        on("body", |_, request, _| Ok(Response::json(&request.json()?.text("word")?))),
    ];
    const ON_EVENT: Option<Listener<Self>> = Some(Misbehaving::on_event);

    fn create(host: Host) -> Result<Self> {
        match host.settings()?.text("create")? {
            Some("panic") => panic!("in create"),
            Some("fail") => Err(Error::failed("not today")),
            _ => Ok(Misbehaving { host }),
        }
    }
    fn start(&self) -> Result<()> {
        assert!(self.host.settings()?.text("start")?.is_none(), "in start");
        Ok(())
    }
}

fn deep(levels: u32) -> u32 {
    if levels == 0 {
        panic!("at the bottom")
    }
    deep(levels - 1) + 1
}

impl Misbehaving {
    fn on_event(&self, event: &Event, unit: &Unit) -> Result<()> {
        unit.run_soon(JsonObject::parse(event.payload.as_bytes())?.text("schedule")?.expect("a schedule"))?;
        Ok(())
    }
    fn statement(&self, _: &Request, unit: &Unit) -> Result {
        match unit.storage().exec("INSERT ...", &[arg("id", "1"), arg("at", &Some(3)), arg("no", &None::<i64>)]) {
            Err(Error::Host(error)) if error.is_conflict() => Err(Refusal::conflict("taken", "It is there.").into()),
            other => Ok(Response::json(&other?)),
        }
    }
}

#[test]
fn failures_are_statuses_and_their_causes_are_logged() {
    let host = FakeHost::new();
    let plugin = host.load::<Misbehaving>().unwrap();
    for (handler, cause) in [
        ("text", "a static text"),
        ("formatted", "number 7"),
        ("number", "its payload is no text"),
        ("drop", "its payload is no text"),
        ("deep", "at the bottom"),
        ("parse", "invalid digit"),
        ("failed", "in its own words"),
    ] {
        let answer = plugin.call(handler).send();
        assert_eq!((answer.returned, answer.status), (sys::MORTISE_E_INTERNAL, 0), "{}", handler);
        let (level, line) = host.told().log.last().cloned().unwrap();
        assert_eq!(level, sys::MORTISE_LOG_ERROR);
        assert!(line.contains(cause), "{}: {}", handler, line);
    }
    assert!(host.told().log[0].1.contains("tests/fence.rs:"), "a panic is logged with its place");
    assert_eq!(plugin.event("it.happened", "{}"), sys::MORTISE_E_INTERNAL);
    assert_eq!(plugin.event("it.happened", "["), sys::MORTISE_E_INTERNAL);
    assert_eq!(plugin.event("it.happened", r#"{"schedule":"tidy"}"#), sys::MORTISE_OK);
    assert_eq!(host.told().scheduled, ["tidy"]);
}

#[test]
fn refusals_are_answers() {
    let host = FakeHost::new();
    let plugin = host.load::<Misbehaving>().unwrap();
    let answer = plugin.call("refused").send();
    assert_eq!((answer.returned, answer.status, &*answer.reason, &*answer.field), (0, 400, "invalid", "word"));
    let answer = plugin.call("query").query("limit", "many").send();
    assert_eq!((answer.status, &*answer.field), (400, "limit"));
    assert_eq!(plugin.call("query").query("limit", "7").send().body, "7");
    assert_eq!(plugin.call("query").send().body, "null");
    for body in [&b"\xff\xfe"[..], b"[]", b"{\"word\":1}", b"{\"word\":\"\xff\"}", b"\0"] {
        assert_eq!(plugin.call("body").body(body).send().status, 400);
    }
    assert_eq!(plugin.call("body").body(r#"{"word":"\u00e4\ud83d\ude00"}"#).send().body, "\"ä😀\"");
    assert!(host.told().log.is_empty(), "a refusal is nothing to log");
}

#[test]
fn statements_fail_by_status() {
    let host = FakeHost::new();
    let plugin = host.load::<Misbehaving>().unwrap();
    host.fail(sys::MORTISE_E_CONFLICT);
    assert_eq!(plugin.call("statement").send().reason, "taken");
    host.fail(sys::MORTISE_E_UNAVAILABLE);
    assert_eq!(plugin.call("statement").send().returned, sys::MORTISE_E_UNAVAILABLE);
    host.answer(Rows::affected(2));
    assert_eq!(plugin.call("statement").send().body, "2");
    host.answer(Rows::of(vec![vec!["a text".into()]]));
    assert_eq!(plugin.call("column").send().returned, sys::MORTISE_E_INTERNAL);
    let log = host.told().log.clone();
    assert!(log[0].1.contains("mortise.storage/1: so says the script"), "{:?}", log);
    assert!(log[1].1.contains("a column of type 3 does not fit a member of type 1"), "{:?}", log);
}

#[test]
fn what_the_host_does_not_offer_is_refused() {
    let host = FakeHost::new().without(sys::MORTISE_EXT_EVENTS);
    let plugin = host.load::<Misbehaving>().unwrap();
    assert_eq!(plugin.call("publish").send().returned, sys::MORTISE_E_UNSUPPORTED);
    assert!(host.told().log[0].1.contains("does not offer mortise.events/1"));
}

#[test]
fn a_plugin_that_cannot_be_made_is_a_status() {
    for (settings, cause) in [
        (r#"{"create":"panic"}"#, "in create"),
        (r#"{"create":"fail"}"#, "not today"),
        (r#"{"create":1}"#, "create"),
        (r#"{"start":"panic"}"#, "in start"),
    ] {
        let host = FakeHost::new().with_settings(settings);
        assert_eq!(host.load::<Misbehaving>().err(), Some(sys::MORTISE_E_INTERNAL), "{}", settings);
        let told = host.told();
        assert!(told.log[0].1.contains(cause) || cause == "create", "{:?}", told.log);
    }
}
