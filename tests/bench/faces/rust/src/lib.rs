//! The same answer as face.c, through the Rust face.

use mortise_plugin::*;

struct Face;

impl Plugin for Face {
    const HANDLERS: &'static [Handler<Self>] = &[on("reach", Face::reach)];
    fn create(_: Host) -> Result<Self> {
        Ok(Face)
    }
}

impl Face {
    fn reach(&self, _: &Request, _: &Unit) -> Result {
        Ok(Response::ok(r#"{"reached":1}"#))
    }
}

mortise_plugin!(Face);
