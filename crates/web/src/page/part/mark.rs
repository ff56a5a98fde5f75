//! Marks for stances: a shape and a colour for each side, filled for own words, hatched for what others tell.

use maud::{Markup, PreEscaped, html};
use onrecord_record::stance::Stance;

/// The word for a stance.
pub(crate) fn word(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "for",
        Stance::Oppose => "against",
        Stance::Conditional => "on terms",
        Stance::Unclear => "open",
    }
}

/// The outline of a mark in a square of 16 by 16.
fn outline(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "M8 2 14.5 13.5H1.5Z",
        Stance::Oppose => "M8 14 1.5 2.5H14.5Z",
        Stance::Conditional => "M8 1 15 8 8 15 1 8Z",
        Stance::Unclear => "M8 2.5a5.5 5.5 0 1 0 .01 0Z",
    }
}

/// The name of a mark's drawing in a page.
pub(crate) fn symbol(stance: Stance, ascribed: bool) -> String {
    format!("m-{}-{}", stance.name(), if ascribed { "told" } else { "own" })
}

/// The drawings that [`mark`] and charts refer to; once in each page that has any.
pub(crate) fn drawings() -> Markup {
    let hatch = "M-2 6 6 -2M-2 11 11 -2M-2 16 16 -2M2 17 17 2M7 17 17 7M12 17 17 12";
    html! {
        svg.drawings aria-hidden="true" width="0" height="0" focusable="false" {
            defs {
                @for stance in Stance::ALL {
                    clipPath id={ "c-" (stance.name()) } { path d=(outline(stance)) {} }
                }
            }
            @for stance in Stance::ALL {
                symbol id=(symbol(stance, false)) viewBox="0 0 16 16" {
                    path d=(outline(stance)) fill="currentColor" stroke="currentColor" stroke-linejoin="round" {}
                }
                symbol id=(symbol(stance, true)) viewBox="0 0 16 16" {
                    path d=(outline(stance)) fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" {}
                    path d=(hatch) clip-path={ "url(#c-" (stance.name()) ")" } fill="none" stroke="currentColor" {}
                }
            }
        }
    }
}

/// A mark. It says nothing to those who cannot see it; the word stands beside it.
pub(crate) fn mark(stance: Stance, ascribed: bool) -> Markup {
    html! {
        svg class={ "mark " (stance.name()) } aria-hidden="true" focusable="false" width="16" height="16" {
            use href={ "#" (symbol(stance, ascribed)) } {}
        }
    }
}

/// A mark with its word.
pub(crate) fn told(stance: Stance, ascribed: bool) -> Markup {
    html! {
        span class={ "told " (stance.name()) } {
            (mark(stance, ascribed)) (PreEscaped("&nbsp;")) (word(stance))
            @if ascribed { span.quiet { " (told by others)" } }
        }
    }
}

/// What the marks mean.
pub(crate) fn legend() -> Markup {
    html! {
        ul.legend aria-label="What the marks mean" {
            @for stance in Stance::ALL {
                li { (mark(stance, false)) " " (word(stance)) }
            }
            li { (mark(Stance::Unclear, false)) " filled: own words" }
            li { (mark(Stance::Unclear, true)) " hatched: told by others" }
        }
    }
}
