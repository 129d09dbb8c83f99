// CSV with commas and a header, row by row.
import { createReadStream } from 'node:fs';

/** Yields { line, cells, text }: the line, from 1, on which a row begins, and its text as it stands in the file. Blank lines are left out. */
export async function* rowsOf(file) {
  let line = 1, begins = 1, text = '', cells = [], cell = '', inQuotes = false;
  const row = () => {
    const done = { line: begins, cells: [...cells, cell], text };
    [text, cells, cell] = ['', [], ''];
    return done;
  };
  for await (const part of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 16 })) {
    for (const c of line === 1 && text === '' && cells.length === 0 ? part.replace(/^\uFEFF/, '') : part) {
      if (c === '\n') line++;
      if (c === '\n' && !inQuotes) {
        if (text !== '') yield row();
        begins = line;
      } else if (c !== '\r' || inQuotes) {
        text += c;
        // A quote within quotes comes twice, and so opens them again at once.
        if (c === '"') {
          if (!inQuotes && text.endsWith('""') && cell !== '') cell += '"';
          inQuotes = !inQuotes;
        } else if (c === ',' && !inQuotes) {
          cells.push(cell);
          cell = '';
        } else {
          cell += c;
        }
      }
    }
  }
  if (text !== '') yield row();
}

/** The rows below the header as { line, text, ...values by name }; the header itself goes to `onHeader` first. */
export async function* recordsOf(file, onHeader, onBadRow) {
  let names;
  for await (const { line, cells, text } of rowsOf(file)) {
    if (names === undefined) {
      names = cells.map(cell => cell.trim());
      onHeader(names, text);
    } else if (cells.length !== names.length) {
      onBadRow(line, `the row has ${cells.length} cells and the header ${names.length}`);
    } else {
      yield { line, text, values: Object.fromEntries(names.map((name, i) => [name, cells[i].trim()])) };
    }
  }
}

/** A number of at least 0, or undefined where the cell does not tell: that is never 0. Throws where it is something else. */
export function numberIn(cell = '', name, isFit = Number.isFinite) {
  if (cell === '' || /^(n\/a|na|nan|null|none|-)$/i.test(cell)) return undefined;
  const number = /^\d+(\.\d*)?$/.test(cell) ? Number(cell) : NaN;
  if (!isFit(number)) throw new RangeError(`'${cell}' is no ${name}`);
  return number;
}
