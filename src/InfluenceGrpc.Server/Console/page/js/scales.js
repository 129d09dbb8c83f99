// From figures to places on a drawing, and the marks of axes.

/** A linear scale from [from, to] to [0, width]; what lies outside is put at the nearest end. No room is no width, never less. */
export const linear = (from, to, width) => (value) => clamp((value - from) / ((to - from) || 1)) * Math.max(0, width);

/** A logarithmic scale from [from, to] to [0, width]. */
export function logarithmic(from, to, width) {
  const [low, high] = [Math.log(from), Math.log(to)];
  return (value) => clamp((Math.log(Math.max(value, 1e-9)) - low) / (high - low)) * Math.max(0, width);
}

/** Powers of ten in [from, to]. */
export function decades(from, to) {
  const marks = [];
  for (let power = Math.ceil(Math.log10(from)); power <= Math.log10(to) + 1e-9; power++) marks.push(10 ** power);
  return marks;
}

/** A round figure at least as large, whose half is round too. */
export function roundUp(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * power).find((mark) => mark >= value * (1 - 1e-12));
}

const clamp = (share) => Math.min(1, Math.max(0, share));

/** Draws a host's chart for the width that it has, again whenever that changes. */
export function responsive(host, draw) {
  let width = 0;
  const observer = new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (now > 0 && now !== width) {
      width = now;
      host.replaceChildren(draw(width));
    }
  });
  observer.observe(host);
  return host;
}
