//! Time and memory against the number of attributions as SVG, readable on light and dark pages. All axes are
//! logarithmic, so work that grows with the number is a straight line as steep as the dashed one.

use std::fmt::Write;

/// What was measured at one size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub attributions: f64,
    pub seconds: f64,
    pub megabytes: f64,
}

/// Side of a panel, and the distances around it.
const SIDE: f64 = 260.0;
const LEFT: f64 = 64.0;
const BETWEEN: f64 = 84.0;
const TOP: f64 = 34.0;
const WIDTH: f64 = 2.0 * (LEFT + SIDE) + BETWEEN - LEFT + 24.0;
const HEIGHT: f64 = TOP + SIDE + 56.0;

const STYLE: &str = "\
  .ink { fill: #59636e; } .axis { stroke: #59636e; fill: none; } .grid { stroke: #59636e; stroke-opacity: .22; }
  .even { stroke: #59636e; stroke-dasharray: 5 5; } .line { stroke: #0969da; stroke-width: 2; fill: none; }
  .dot { fill: #0969da; } text { font: 13px system-ui, sans-serif; }
  @media (prefers-color-scheme: dark) {
    .ink { fill: #b6bfc9; } .axis, .even, .grid { stroke: #b6bfc9; } .line { stroke: #58a6ff; } .dot { fill: #58a6ff; }
  }";

/// Draws both panels.
pub(super) fn svg(points: &[Point]) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\" role=\"img\" aria-labelledby=\"title\">\n<title id=\"title\">{}</title>\n\
         <style>\n{STYLE}\n</style>\n",
        describe(points)
    );
    panel(&mut svg, LEFT, "seconds", points, |point| point.seconds);
    panel(&mut svg, LEFT + SIDE + BETWEEN, "peak memory, MB", points, |point| point.megabytes);
    svg.push_str("</svg>\n");
    svg
}

/// The power of ten at or below a number, and the one at or above it.
fn powers(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let least = values.clone().fold(f64::INFINITY, f64::min).max(f64::MIN_POSITIVE).log10().floor();
    let most = values.fold(f64::NEG_INFINITY, f64::max).max(f64::MIN_POSITIVE).log10().ceil();
    if least.is_finite() && most.is_finite() { (least, most.max(least + 1.0)) } else { (0.0, 1.0) }
}

fn panel(svg: &mut String, left: f64, title: &str, points: &[Point], value: impl Fn(&Point) -> f64 + Copy) {
    let across = powers(points.iter().map(|point| point.attributions));
    let up = powers(points.iter().map(value));
    let share = |number: f64, (least, most): (f64, f64)| (number.log10() - least) / (most - least);
    let x = |number: f64| left + SIDE * share(number, across);
    let y = |number: f64| TOP + SIDE * (1.0 - share(number, up));
    let mut line = |text: String| {
        svg.push_str(&text);
        svg.push('\n');
    };
    let (right, bottom) = (left + SIDE, TOP + SIDE);
    for power in steps(across) {
        let here = x(10f64.powf(power));
        line(format!("<line class=\"grid\" x1=\"{here:.1}\" x2=\"{here:.1}\" y1=\"{TOP}\" y2=\"{bottom}\"/>"));
        let label = number(10f64.powf(power));
        line(format!(
            "<text class=\"ink\" x=\"{here:.1}\" y=\"{}\" text-anchor=\"middle\">{label}</text>",
            bottom + 19.0
        ));
    }
    for power in steps(up) {
        let here = y(10f64.powf(power));
        line(format!("<line class=\"grid\" y1=\"{here:.1}\" y2=\"{here:.1}\" x1=\"{left}\" x2=\"{right}\"/>"));
        let label = number(10f64.powf(power));
        line(format!(
            "<text class=\"ink\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
            left - 9.0,
            here + 4.5
        ));
    }
    line(format!("<path class=\"axis\" d=\"M{left} {TOP}V{bottom}H{right}\"/>"));
    if let Some((first, last)) = points.first().zip(points.last()) {
        // Through the first point, as steep as work that is proportional, up to the edge of the panel.
        let grown = (last.attributions / first.attributions).min(10f64.powf(up.1) / value(first));
        line(format!(
            "<line class=\"even\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
            x(first.attributions),
            y(value(first)),
            x(first.attributions * grown),
            y(value(first) * grown)
        ));
    }
    let path = points.iter().fold(String::new(), |mut path, point| {
        let _ = write!(path, "{:.1},{:.1} ", x(point.attributions), y(value(point)));
        path
    });
    line(format!("<polyline class=\"line\" points=\"{}\"/>", path.trim_end()));
    for point in points {
        line(format!(
            "<circle class=\"dot\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4.5\"><title>{} attributions: {:.1}</title></circle>",
            x(point.attributions),
            y(value(point)),
            point.attributions,
            value(point)
        ));
    }
    line(format!("<text class=\"ink\" x=\"{left}\" y=\"{}\">{title}</text>", TOP - 12.0));
    line(format!(
        "<text class=\"ink\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">attributions</text>",
        left + SIDE / 2.0,
        bottom + 42.0
    ));
}

/// The whole powers from the first to the last.
fn steps((least, most): (f64, f64)) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(least), |power| Some(power + 1.0)).take_while(move |power| *power <= most)
}

/// A power of ten as one writes it on an axis.
fn number(value: f64) -> String {
    if value >= 1e6 {
        format!("{} M", value / 1e6)
    } else if value >= 1e3 {
        format!("{} k", value / 1e3)
    } else {
        format!("{value}")
    }
}

/// Both panels in one sentence.
fn describe(points: &[Point]) -> String {
    let Some((first, last)) = points.first().zip(points.last()) else { return "No measurements".to_owned() };
    format!(
        "Time and memory to reconcile {} to {} attributions: {:.1} to {:.0} seconds, {:.0} to {:.0} MB",
        first.attributions, last.attributions, first.seconds, last.seconds, first.megabytes, last.megabytes
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_is_proportional_lies_on_the_dashed_line() {
        let point = |n: f64| Point { attributions: n, seconds: n / 1e4, megabytes: n / 1e3 };
        let drawn = svg(&[point(1e4), point(1e5), point(1e6)]);
        // From corner to corner of the first panel, both times.
        assert!(drawn.contains("<line class=\"even\" x1=\"64.0\" y1=\"294.0\" x2=\"324.0\" y2=\"34.0\"/>"), "{drawn}");
        assert!(drawn.contains("<polyline class=\"line\" points=\"64.0,294.0 194.0,164.0 324.0,34.0\"/>"), "{drawn}");
        assert_eq!(drawn.matches("<circle").count(), 6);
        assert!(drawn.contains("1 M") && drawn.contains("10 k"));
    }

    #[test]
    fn nothing_still_draws_axes() {
        let drawn = svg(&[]);
        assert!(drawn.contains("No measurements") && drawn.ends_with("</svg>\n"));
    }
}
