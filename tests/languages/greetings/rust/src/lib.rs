//! The greetings in Rust. See greetings.c for what they do.

use std::panic::panic_any;

use mortise_plugin::*;

row! {
    struct Greeting<'c> {
        id: &'c str,
        text: &'c str,
        by: &'c str,
    }
}

impl ToJson for Greeting<'_> {
    fn write_json(&self, json: &mut JsonWriter) {
        json.begin_object().member("id", self.id).member("text", self.text).member("by", self.by).end_object();
    }
}

struct NoText;

/// Panics from `depth` frames below, each with something to drop.
fn fail_below(depth: usize, numbers: &[usize]) -> usize {
    let kept = "x".repeat(40);
    if depth == 0 {
        assert!(numbers.is_empty(), "on purpose: deep");
    }
    fail_below(depth - 1, numbers) + kept.len()
}

fn fail_as(how: &str) -> Result {
    match how {
        "standard" => panic!("on purpose: {}", how),
        "deep" => Ok(Response::json(&fail_below(50, &[1]))),
        "number" => panic_any(42),
        _ => panic_any(NoText),
    }
}

struct Greetings {
    host: Host,
    salutation: String,
}

impl Plugin for Greetings {
    const HANDLERS: &'static [Handler<Self>] = &[
        on("list", Greetings::list),
        on("add", Greetings::add),
        on("remove", Greetings::remove),
        on("fail", Greetings::fail),
        on("add-and-fail", Greetings::add_and_fail),
    ];

    fn create(host: Host) -> Result<Self> {
        let settings = host.settings()?;
        match settings.text("create")? {
            Some("well") | None => {}
            Some(how) => drop(fail_as(how)?),
        }
        Ok(Greetings { host, salutation: settings.text("salutation")?.unwrap_or_default().into() })
    }
}

impl Greetings {
    fn list(&self, request: &Request, unit: &Unit) -> Result {
        let greetings: Vec<Greeting> = unit.storage().query(
            "SELECT id, text, written_by FROM greetings_rust WHERE workspace_id = :workspace ORDER BY text",
            &[arg("workspace", request.workspace()?.id)],
        )?;
        Ok(Response::json(&greetings))
    }

    fn add(&self, request: &Request, unit: &Unit) -> Result {
        self.keep(request, unit, request.json()?.text("text")?.unwrap_or_default())
    }

    fn remove(&self, request: &Request, unit: &Unit) -> Result {
        let removed = unit.storage().exec(
            "DELETE FROM greetings_rust WHERE id = :id AND workspace_id = :workspace",
            &[arg("id", request.path("greeting")?), arg("workspace", request.workspace()?.id)],
        )?;
        if removed == 0 {
            return Err(Refusal::not_found("greeting_not_found", "There is no such greeting.").into());
        }
        Ok(Response::no_content())
    }

    fn fail(&self, request: &Request, unit: &Unit) -> Result {
        if request.path("how")? == "statement" {
            unit.storage().exec("DELETE FROM users", &[])?;
        }
        fail_as(request.path("how")?)
    }

    fn add_and_fail(&self, request: &Request, unit: &Unit) -> Result {
        self.keep(request, unit, request.path("how")?)?;
        self.fail(request, unit)
    }

    fn keep(&self, request: &Request, unit: &Unit, text: &str) -> Result {
        if text.trim_start_matches(' ').is_empty() {
            return Err(Refusal::invalid("text", "A greeting needs some text.").into());
        }
        let (id, whole) = (self.host.make_id()?, format!("{}, {}", self.salutation, text));
        let greeting = Greeting { id: &id, text: &whole, by: request.principal().subject().id };
        let inserted = unit.storage().exec(
            "INSERT INTO greetings_rust (id, workspace_id, text, written_by) VALUES (:id, :workspace, :text, :by)",
            &[
                arg("id", greeting.id),
                arg("workspace", request.workspace()?.id),
                arg("text", greeting.text),
                arg("by", greeting.by),
            ],
        );
        match inserted {
            Err(Error::Host(error)) if error.is_conflict() => {
                return Err(Refusal::conflict("greeted_already", "That was said already.").into());
            }
            other => other?,
        };
        unit.audit().target(&id)?;
        unit.audit().details(r#"{"greeted":true}"#)?;
        unit.publish("greetings-rust.added", to_audience(), &to_json(&greeting))?;
        Ok(Response::created(to_json(&greeting)))
    }
}

mortise_plugin!(Greetings);
