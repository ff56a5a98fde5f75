//! Corrections. They take effect before the answer is sent.

use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Form, Json, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use onrecord_record::correction::Correction;
use onrecord_record::id::{ActorId, AttributionId, IssueId, ReadingId};
use onrecord_record::stance::Stance;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::Problem;
use super::state::Served;
use crate::data::wire;
use crate::snapshot::Snapshot;

/// A correction as it is asked for. Which fields are needed depends on `kind`.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub(super) struct Asked {
    /// set-speaker, reject-attribution, rename, merge, set-party, split, set-stance, reject-stance, move-stance,
    /// add-stance or merge-issues
    kind: String,
    /// What is corrected: the id of an actor, attribution, stance reading or issue; several with spaces between them
    /// for set-speaker, reject-attribution, set-stance and reject-stance.
    subject: String,
    /// An actor by id or name, a report by id, or a new name.
    #[serde(default)]
    object: String,
    /// Id of an issue.
    #[serde(default)]
    issue: String,
    /// support, oppose, conditional or unclear
    #[serde(default)]
    stance: String,
    /// Who makes the correction.
    #[serde(default)]
    by: String,
}

/// A correction that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MadeCorrection {
    /// Its number; that of the last if there were several.
    number: i64,
}

/// Longest name that is taken.
const LONGEST_NAME: usize = 200;

impl Asked {
    fn by(&self) -> Option<String> {
        let by: String = self.by.trim().chars().take(LONGEST_NAME).collect();
        (!by.is_empty()).then_some(by)
    }

    fn corrections(&self, snapshot: &Snapshot) -> Result<Vec<Correction>, Problem> {
        let subject = self.subject.trim();
        let one = |correction| Ok(vec![correction]);
        match self.kind.as_str() {
            "set-speaker" => {
                let speaker = self.actor(snapshot)?;
                each(subject, |attribution: AttributionId| Correction::SetSpeaker {
                    attribution,
                    speaker: speaker.clone(),
                })
            }
            "reject-attribution" => each(subject, |attribution| Correction::RejectAttribution { attribution }),
            "rename" => {
                let name: String = self.object.trim().chars().take(LONGEST_NAME).collect();
                if name.is_empty() {
                    return Err(Problem::Wrong("The new name is missing.".to_owned(), "Type a name."));
                }
                one(Correction::Rename { actor: id(subject)?, name })
            }
            "merge" => one(Correction::Merge { kept: id(subject)?, other: self.actor(snapshot)? }),
            "set-party" if self.object.trim().is_empty() => {
                one(Correction::SetParty { actor: id(subject)?, party: None })
            }
            "set-party" => one(Correction::SetParty { actor: id(subject)?, party: Some(self.actor(snapshot)?) }),
            "split" => one(Correction::Split { actor: id(subject)?, report: id(self.object.trim())? }),
            "set-stance" => {
                let stance = self.stance()?;
                each(subject, |reading| Correction::SetStance { reading, stance })
            }
            "reject-stance" => each(subject, |reading: ReadingId| Correction::RejectStance { reading }),
            "move-stance" => {
                let issue: IssueId = id(&self.issue)?;
                each(subject, |reading| Correction::MoveStance { reading, issue: issue.clone() })
            }
            "add-stance" => {
                let holder = if self.object.trim().is_empty() { None } else { Some(self.actor(snapshot)?) };
                let (attribution, issue, stance) = (id(subject)?, id(&self.issue)?, self.stance()?);
                one(Correction::AddStance { attribution, holder, issue, stance })
            }
            "merge-issues" => one(Correction::MergeIssues { kept: id(subject)?, other: id(&self.issue)? }),
            other => {
                Err(Problem::Wrong(format!("There is no correction “{other}”."), "The API's reference lists them."))
            }
        }
    }

    fn stance(&self) -> Result<Stance, Problem> {
        Stance::from_name(&self.stance).ok_or_else(|| {
            Problem::Wrong(format!("“{}” is no side.", self.stance), "Give support, oppose, conditional or unclear.")
        })
    }

    /// The one actor with this id or name.
    fn actor(&self, snapshot: &Snapshot) -> Result<ActorId, Problem> {
        let wanted = self.object.trim();
        if let Ok(id) = wanted.parse::<ActorId>()
            && snapshot.actor(&id).is_some()
        {
            return Ok(id);
        }
        let is_name = |name: &String| name.to_lowercase() == wanted.to_lowercase();
        let by_name: Vec<_> = snapshot.actors.iter().filter(|actor| is_name(&actor.name)).collect();
        let by_alias = || snapshot.actors.iter().filter(|actor| actor.aliases.iter().any(is_name)).collect();
        let found: Vec<_> = if by_name.is_empty() { by_alias() } else { by_name };
        match found.as_slice() {
            [actor] => Ok(actor.id.clone()),
            [] => Err(Problem::Wrong(
                format!("Nobody in the record is called “{wanted}”."),
                "Give a name as the record has it, or an id; the list of actors has both.",
            )),
            _ => Err(Problem::Wrong(
                format!("Several in the record are called “{wanted}”."),
                "Give the id instead; it is in the address of the actor's page.",
            )),
        }
    }
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    text.parse()
        .map_err(|_| Problem::Wrong(format!("“{text}” is no id of that kind."), "Reload the page and try again."))
}

fn each<T: std::str::FromStr>(ids: &str, correction: impl Fn(T) -> Correction) -> Result<Vec<Correction>, Problem> {
    let corrections: Vec<Correction> =
        ids.split_whitespace().take(500).map(|text| id(text).map(&correction)).collect::<Result<_, _>>()?;
    if corrections.is_empty() {
        return Err(Problem::Wrong("Nothing was named to correct.".to_owned(), "Reload the page and try again."));
    }
    Ok(corrections)
}

/// Makes the correction; gives its number and where to go on.
async fn make(served: &Arc<Served>, asked: Asked) -> Result<(i64, String), Problem> {
    if !served.may_write() {
        return Err(Problem::ReadOnly);
    }
    let by = asked.by();
    let kind = asked.kind.clone();
    let corrections = {
        let asked = asked.clone();
        served.draw(move |pages| Ok(asked.corrections(pages.snapshot))).await??
    };
    let next = match corrections.first() {
        // The statement may have another id now; the attribution has not.
        Some(Correction::SetSpeaker { attribution, .. } | Correction::AddStance { attribution, .. }) => {
            format!("/attributions/{attribution}")
        }
        Some(Correction::Rename { actor, .. } | Correction::SetParty { actor, .. }) => {
            format!("/actors/{}", crate::link::encoded(actor.as_str()))
        }
        _ => String::new(),
    };
    let number = served.correct(corrections, by).await?;
    let next = if next.is_empty() || kind == "merge" { format!("/corrections?made={number}") } else { next };
    Ok((number, next))
}

/// `POST /corrections`
pub(super) async fn submit_correction(State(served): State<Arc<Served>>, Form(asked): Form<Asked>) -> Response {
    match make(&served, asked).await {
        Ok((_, next)) => Redirect::to(&next).into_response(),
        Err(problem) => problem.answer_page(&served),
    }
}

/// Make a correction; it is in effect when the answer comes
#[utoipa::path(post, path = "/api/v1/corrections", tag = "Correct", request_body = Asked, responses(
    (status = 201, body = MadeCorrection), (status = 400, body = wire::Problem), (status = 403, body = wire::Problem),
))]
pub(super) async fn create_correction(
    State(served): State<Arc<Served>>,
    asked: Result<Json<Asked>, JsonRejection>,
) -> Response {
    let asked = match asked {
        Ok(Json(asked)) => asked,
        Err(error) => {
            return Problem::Wrong(error.body_text(), "The API's reference has the form.").answer_json(&served);
        }
    };
    match make(&served, asked).await {
        Ok((number, _)) => (StatusCode::CREATED, Json(MadeCorrection { number })).into_response(),
        Err(problem) => problem.answer_json(&served),
    }
}

async fn set_undone(served: &Arc<Served>, number: i64, action: &str) -> Result<(), Problem> {
    let is_undone = match action {
        "undo" => true,
        "redo" => false,
        _ => return Err(Problem::NotFound),
    };
    let found = served.change(move |store| store.undo_correction(number, is_undone)).await?;
    if found { Ok(()) } else { Err(Problem::NotFound) }
}

/// `POST /corrections/{number}/{action}`
pub(super) async fn submit_undo(
    State(served): State<Arc<Served>>,
    Path((number, action)): Path<(i64, String)>,
) -> Response {
    match set_undone(&served, number, &action).await {
        Ok(()) => Redirect::to("/corrections").into_response(),
        Err(problem) => problem.answer_page(&served),
    }
}

/// Take a correction back, or make it again
#[utoipa::path(post, path = "/api/v1/corrections/{number}/{action}", tag = "Correct", params(
    ("number" = i64, Path, description = "Number of the correction"),
    ("action" = String, Path, description = "`undo` or `redo`"),
), responses((status = 200, body = MadeCorrection), (status = 404, body = wire::Problem)))]
pub(super) async fn undo_correction(
    State(served): State<Arc<Served>>,
    Path((number, action)): Path<(i64, String)>,
) -> Response {
    match set_undone(&served, number, &action).await {
        Ok(()) => Json(MadeCorrection { number }).into_response(),
        Err(problem) => problem.answer_json(&served),
    }
}
