//! The progress of a job as a stream of events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;

use super::app::App;
use super::failure::Answer;
use super::job::JobState;

/// The least time between two events. People see no more than a few per second.
const BETWEEN: Duration = Duration::from_millis(300);

/// An event `state` per change, a few per second at most, and a last one at the end of the job.
pub(super) async fn stream(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Answer<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    let job = app.job(&id)?;
    let progress = job.watch();
    let events = unfold((job, progress, true, false), |(job, mut progress, is_first, is_last)| async move {
        if is_last {
            return None;
        }
        if !is_first {
            tokio::time::sleep(BETWEEN).await;
            progress.changed().await.ok()?;
        }
        let is_last = progress.borrow_and_update().state != JobState::Reading;
        let text = serde_json::to_string(&job.report()).unwrap_or_default();
        Some((Ok(Event::default().event("state").data(text)), (job, progress, false, is_last)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}
