//! Values: moments, JSON both ways, rows.

use mortise_plugin::testing::{FakeHost, Rows, Value};
use mortise_plugin::{
    arg, on, row, to_json, Handler, Host, Instant, Json, JsonWriter, Plugin, Request, Response, Result, ToJson, Unit,
};

#[test]
fn moments_have_texts() {
    for (text, microseconds) in [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-07-01T12:30:05Z", 1_782_909_005_000_000),
        ("2024-02-29T23:59:59Z", 1_709_251_199_000_000),
        ("1969-12-31T23:59:59Z", -1_000_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59Z", 253_402_300_799_000_000),
    ] {
        assert_eq!(Instant::parse(text).map(Instant::microseconds), Some(microseconds), "{}", text);
        assert_eq!(Instant::from_microseconds(microseconds).text(), text);
    }
    let parse = |text| Instant::parse(text).map(Instant::microseconds);
    assert_eq!(parse("1970-01-01t01:00:00.25+01:00"), Some(250_000));
    assert_eq!(parse("1970-01-01 00:00:00,000001-0030"), Some(1_800_000_001));
    for wrong in [
        "",
        "1970",
        "1970-01-01",
        "2023-02-29T00:00:00Z",
        "1970-13-01T00:00:00Z",
        "1970-01-01T24:00:00Z",
        "1970-01-01T00:00:00",
        "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00Zx",
        "0000-01-01T00:00:00Z",
        "-970-01-01T00:00:00Z",
    ] {
        assert_eq!(parse(wrong), None, "{}", wrong);
    }
    assert_eq!(Instant::from_microseconds(-1).whole_seconds().microseconds(), -1_000_000);
}

#[test]
fn json_is_written_so_that_it_can_be_read() {
    struct Pair(i64, Option<f64>);
    impl ToJson for Pair {
        fn write_json(&self, json: &mut JsonWriter) {
            json.begin_object().member("a", &self.0).member("b", &self.1).end_object();
        }
    }
    let pairs = vec![Pair(i64::MIN, Some(0.5)), Pair(0, None), Pair(1, Some(f64::NAN))];
    assert_eq!(to_json(&pairs), r#"[{"a":-9223372036854775808,"b":0.5},{"a":0,"b":null},{"a":1,"b":null}]"#);
    let mut json = JsonWriter::new();
    json.begin_array().begin_array().end_array().begin_object().end_object().raw("7").value("x").end_array();
    assert_eq!(json.into_string(), r#"[[],{},7,"x"]"#);
    let all: String = (0..0x3000).filter_map(char::from_u32).chain("\u{10FFFF}😀".chars()).collect();
    assert_eq!(Json::parse(to_json(&all).as_bytes()), Some(Json::Text(all)));
}

#[test]
fn json_is_read_strictly() {
    let integer = |number| Some(Json::Integer(number));
    for (text, value) in [
        ("0", integer(0)),
        (" -12\n", integer(-12)),
        ("9223372036854775808", Some(Json::Real(9223372036854775808.0))),
        ("1.5e1", Some(Json::Real(15.0))),
        ("1e400", None),
        ("01", None),
        ("1.", None),
        ("+1", None),
        ("", None),
        ("nul", None),
        ("true false", None),
        ("[1,]", None),
        ("[1 2]", None),
        ("{\"a\":1,\"a\":2}", None),
        ("{\"a\" 1}", None),
        ("{a:1}", None),
        ("\"\\x\"", None),
        ("\"\\ud800\"", None),
        ("\"\\ud800\\u0041\"", None),
        ("\"\\udc00\"", None),
        ("\"\u{1}\"", None),
        ("\"open", None),
        (
            "[[],[null,true]]",
            Some(Json::Array(vec![Json::Array(vec![]), Json::Array(vec![Json::Null, Json::Bool(true)])])),
        ),
        ("{\"\":{}}", Some(Json::Object(vec![("".into(), Json::Object(vec![]))]))),
    ] {
        assert_eq!(Json::parse(text.as_bytes()), value, "{}", text);
    }
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Json::parse(nested(64).as_bytes()).is_some());
    assert!(Json::parse(nested(65).as_bytes()).is_none());
    assert!(Json::parse(nested(1_000_000).as_bytes()).is_none());
}

row! {
    struct Note<'c> {
        id: &'c str,
        text: Option<String>,
        stars: i64,
        weight: f64,
        done: bool,
        at: Instant,
    }
}

struct Notes;
impl Plugin for Notes {
    const HANDLERS: &'static [Handler<Self>] = &[on("list", Notes::list), on("pairs", Notes::pairs)];
    fn create(_: Host) -> Result<Self> {
        Ok(Notes)
    }
}
impl Notes {
    fn list(&self, request: &Request, unit: &Unit) -> Result {
        let notes: Vec<Note> =
            unit.storage().query("SELECT ...", &[arg("by", request.principal().subject().id), arg("done", &true)])?;
        let show = |note: &Note| {
            format!("{} {:?} {} {} {} {}", note.id, note.text, note.stars, note.weight, note.done, note.at.text())
        };
        Ok(Response::json(&notes.iter().map(show).collect::<Vec<_>>()))
    }
    fn pairs(&self, _: &Request, unit: &Unit) -> Result {
        let pair: Option<(String, i64)> = unit.storage().first("SELECT ...", &[])?;
        Ok(Response::json(&pair.map(|(name, count)| format!("{}={}", name, count))))
    }
}

#[test]
fn rows_are_read_by_type() {
    let host = FakeHost::new();
    let notes = host.load::<Notes>().unwrap();
    let row = |text: Value| vec!["n1".into(), text, 3.into(), 0.5.into(), 1.into(), 0.into()];
    host.answer(Rows::of(vec![row("hi".into()), row(Value::Null)]));
    let body = notes.call("list").send().body;
    assert_eq!(
        body,
        r#"["n1 Some(\"hi\") 3 0.5 true 1970-01-01T00:00:00Z","n1 None 3 0.5 true 1970-01-01T00:00:00Z"]"#
    );
    assert_eq!(
        host.told().statements[0].arguments,
        [("by".into(), Value::Text("fake-user".into())), ("done".into(), Value::Integer(1))]
    );
    host.answer(Rows::of(vec![vec!["a".into(), 1.into()]]));
    assert_eq!(notes.call("pairs").send().body, r#""a=1""#);
    assert_eq!(notes.call("pairs").send().body, "null");
}
