// Messages in proto3 JSON form, checked: the library that reads the contract drops what it does not know without a word.
import { definition } from './contract.mjs';

// A text, so that what looks like a comment within one stays; a comment; a comma behind the last entry.
const NO_JSON = /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g;
const LAST_COMMA = /("(?:[^"\\\n]|\\.)*")|(?<=[^\s[{,]\s*),(?=\s*[}\]])/g;

/** What JSON says as people write it in files: with comments and with commas behind the last entry. Throws a SyntaxError. */
export function jsonOf(text) {
  const bare = text.replace(NO_JSON, (comment, quoted) => quoted ?? comment.replace(/\S/g, ' '));
  return JSON.parse(bare.replace(LAST_COMMA, (_, quoted) => quoted ?? ' '));
}

/** The message that `json` is, for @grpc/proto-loader. Throws an Error that names everything that is wrong. */
export function messageOf(json, type) {
  const faults = [];
  const message = read(json, { name: type, package: type.slice(0, type.lastIndexOf('.')) }, '', faults);
  if (faults.length > 0) throw new TypeError(faults.join('\n  '));
  return message;
}

function read(json, type, path, faults) {
  if (type.name === 'google.protobuf.Timestamp') return timestampOf(json, path, faults);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return fault(faults, path, 'must be an object');
  const { field: fields } = definition[type.name].type;
  const message = {};
  for (const [key, value] of Object.entries(json)) {
    const field = fields.find(each => each.name === key || each.name === camelCase(key));
    const at = path === '' ? key : `${path}.${key}`;
    if (field === undefined) fault(faults, at, `there is no such field; there are ${fields.map(each => each.name).join(', ')}`);
    else if (value !== null) message[field.name] = valueOf(value, field, type, at, faults);
  }
  return message;
}

function valueOf(value, field, type, path, faults) {
  const entries = definition[type.name].type.nestedType.find(each => each.options?.mapEntry && each.name === field.typeName);
  if (entries) {
    if (typeof value !== 'object' || Array.isArray(value)) return fault(faults, path, 'must be an object');
    const of = entries.field.find(each => each.name === 'value');
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, single(each, of, type, `${path}["${key}"]`, faults)]));
  }
  if (field.label !== 'LABEL_REPEATED') return single(value, field, type, path, faults);
  if (!Array.isArray(value)) return fault(faults, path, 'must be an array');
  return value.map((each, i) => single(each, field, type, `${path}[${i}]`, faults));
}

function single(value, field, type, path, faults) {
  switch (field.type) {
    case 'TYPE_MESSAGE': return read(value, resolved(field, type), path, faults);
    case 'TYPE_ENUM': {
      const names = definition[resolved(field, type).name].type.value.map(each => each.name);
      return names.includes(value) ? value : fault(faults, path, `must be one of ${names.join(', ')}`);
    }
    case 'TYPE_STRING': return typeof value === 'string' ? value : fault(faults, path, 'must be text');
    case 'TYPE_BOOL': return typeof value === 'boolean' ? value : fault(faults, path, 'must be true or false');
    default: {
      const isWhole = !['TYPE_DOUBLE', 'TYPE_FLOAT'].includes(field.type);
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      const fits = isWhole ? Number.isSafeInteger(number) && (number >= 0 || !field.type.startsWith('TYPE_UINT')) : Number.isFinite(number);
      return fits ? number : fault(faults, path, `must be a ${isWhole ? 'whole ' : ''}number`);
    }
  }
}

/** The type that a field names, from the inside out. */
function resolved(field, type) {
  for (const scope of [type.name, type.package]) {
    if (definition[`${scope}.${field.typeName}`]) return { name: `${scope}.${field.typeName}`, package: type.package };
  }
  return { name: field.typeName, package: field.typeName.slice(0, field.typeName.lastIndexOf('.')) };
}

function timestampOf(text, path, faults) {
  const time = typeof text === 'string' ? /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.exec(text) : null;
  const milliseconds = time ? Date.parse(text.replace(time[1] ?? '', '')) : NaN;
  if (Number.isNaN(milliseconds)) return fault(faults, path, 'must be a time, such as 2026-01-31T12:00:00Z');
  return { seconds: milliseconds / 1_000, nanos: Math.round(Number(time[1] ?? 0) * 1e9) };
}

function fault(faults, path, told) {
  faults.push(path === '' ? told : `${path}: ${told}`);
}

const camelCase = name => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
