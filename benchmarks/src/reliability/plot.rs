//! The reliability diagram as SVG, readable on light and dark pages.

use std::fmt::Write;

use super::Reliability;

/// Side of the square that the axes enclose, and its distance from the upper left corner.
const SIDE: f64 = 320.0;
const LEFT: f64 = 64.0;
const TOP: f64 = 20.0;
const WIDTH: f64 = LEFT + SIDE + 24.0;
const HEIGHT: f64 = TOP + SIDE + 60.0;

/// Text and axes take the middle of the scale where a viewer knows nothing of the page's colours,
/// so that they can be seen on both.
const STYLE: &str = "\
  .ink { fill: #59636e; } .axis { stroke: #59636e; } .grid { stroke: #59636e; stroke-opacity: .22; }
  .even { stroke: #59636e; stroke-dasharray: 5 5; } .gap { stroke: #c2410c; stroke-opacity: .45; stroke-width: 2; }
  .line { stroke: #0969da; stroke-width: 2; fill: none; } .dot { fill: #0969da; }
  text { font: 13px system-ui, sans-serif; }
  @media (prefers-color-scheme: dark) {
    .ink { fill: #b6bfc9; } .axis, .even, .grid { stroke: #b6bfc9; } .gap { stroke: #fb923c; }
    .line { stroke: #58a6ff; } .dot { fill: #58a6ff; }
  }";

/// Draws the bins as points over the diagonal on which they should lie, each tied to it by a line
/// as long as it is off.
pub fn svg(reliability: &Reliability) -> String {
    let x = |share: f64| LEFT + SIDE * share;
    let y = |share: f64| TOP + SIDE * (1.0 - share);
    let mut svg = String::new();
    let mut line = |text: String| {
        svg.push_str(&text);
        svg.push('\n');
    };
    line(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\" role=\"img\" aria-labelledby=\"title\">"
    ));
    line(format!("<title id=\"title\">{}</title>", describe(reliability)));
    line(format!("<style>\n{STYLE}\n</style>"));
    for tenth in (0..=10).step_by(2) {
        let share = f64::from(tenth) / 10.0;
        let (here, there) = (x(share), y(share));
        line(format!("<line class=\"grid\" x1=\"{here}\" x2=\"{here}\" y1=\"{}\" y2=\"{}\"/>", y(0.0), y(1.0)));
        line(format!("<line class=\"grid\" y1=\"{there}\" y2=\"{there}\" x1=\"{}\" x2=\"{}\"/>", x(0.0), x(1.0)));
        line(format!(
            "<text class=\"ink\" x=\"{here}\" y=\"{}\" text-anchor=\"middle\">{share:.1}</text>",
            y(0.0) + 19.0
        ));
        line(format!(
            "<text class=\"ink\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{share:.1}</text>",
            LEFT - 9.0,
            there + 4.5
        ));
    }
    line(format!("<path class=\"axis\" fill=\"none\" d=\"M{} {}V{}H{}\"/>", x(0.0), y(1.0), y(0.0), x(1.0)));
    line(format!("<line class=\"even\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>", x(0.0), y(0.0), x(1.0), y(1.0)));
    let points: Vec<(f64, f64, f64)> =
        reliability.bins.iter().map(|b| (x(b.confidence), y(b.right), y(b.confidence))).collect();
    for (x, right, even) in &points {
        line(format!("<line class=\"gap\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{right:.1}\" y2=\"{even:.1}\"/>"));
    }
    let path = points.iter().fold(String::new(), |mut path, (x, right, _)| {
        let _ = write!(path, "{x:.1},{right:.1} ");
        path
    });
    line(format!("<polyline class=\"line\" points=\"{}\"/>", path.trim_end()));
    for ((x, right, _), bin) in points.iter().zip(&reliability.bins) {
        line(format!(
            "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{right:.1}\" r=\"5\"><title>{} attributions: confidence \
             {:.2}, right {:.2}</title></circle>",
            bin.count, bin.confidence, bin.right
        ));
    }
    line(format!(
        "<text class=\"ink\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">mean confidence of a tenth of the \
         attributions</text>",
        x(0.5),
        y(0.0) + 44.0
    ));
    line(format!(
        "<text class=\"ink\" transform=\"translate(18 {}) rotate(-90)\" text-anchor=\"middle\">share that is \
         right</text>",
        y(0.5)
    ));
    line("</svg>".to_owned());
    svg
}

/// The diagram in one sentence.
fn describe(reliability: &Reliability) -> String {
    let Some((first, last)) = reliability.bins.first().zip(reliability.bins.last()) else {
        return "Reliability diagram without data".to_owned();
    };
    format!(
        "Reliability of confidence: of the least sure tenth (mean {:.2}) {:.0} percent are right, of the surest \
         (mean {:.2}) {:.0} percent",
        first.confidence,
        100.0 * first.right,
        last.confidence,
        100.0 * last.right
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reliability::{Outcome, Stated, reliability};

    #[test]
    fn points_stand_where_they_should() {
        let outcomes = [(0.5, true), (1.0, false)]
            .map(|(confidence, right)| Outcome { stated: Stated { confidence, signals: None }, right });
        let drawn = svg(&reliability(&outcomes));
        assert!(drawn.contains("<polyline class=\"line\" points=\"224.0,20.0 384.0,340.0\"/>"), "{drawn}");
        assert!(drawn.contains("(mean 0.50) 100 percent"), "{drawn}");
        assert_eq!(drawn.matches("<circle").count(), 2);
    }

    #[test]
    fn nothing_still_draws_axes() {
        let drawn = svg(&reliability(&[]));
        assert!(drawn.contains("without data") && drawn.ends_with("</svg>\n"));
    }
}
