// The state of a view in the page's fragment: #view?name=value&... A value that is long is deflated, and begins with "~".
// The key is never among them.

const LONG = 160;

/** What the fragment says: the view, its values, and the names of those that cannot be read. */
export async function read(fragment = location.hash) {
  const [view, query = ""] = fragment.replace(/^#/, "").split(/\?(.*)/s);
  const values = {};
  const lost = [];
  for (const pair of query.split("&").filter(Boolean)) {
    const [name, ...rest] = pair.split("=");
    const value = decode(rest.join("="));
    const text = value.startsWith("~") ? await inflate(value.slice(1)) : value;
    if (text === null) lost.push(name);
    else values[name] = text;
  }
  return { view, values, lost };
}

/** The fragment for a view. What is null or undefined is left out, and is as at the beginning then; what is empty is said to be. */
export async function write(view, values) {
  const pairs = [];
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) continue;
    const text = String(value);
    const isPlain = text.length <= LONG && !text.startsWith("~");
    pairs.push(`${name}=${isPlain ? encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":") : `~${await deflate(text)}`}`);
  }
  return `#${view}${pairs.length ? `?${pairs.join("&")}` : ""}`;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // somebody cut the link
  }
}

async function deflate(text) {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

// Null for what was not made by deflate, as where a link was cut.
async function inflate(text) {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(await through(Uint8Array.from(binary, (char) => char.charCodeAt(0)), new DecompressionStream("deflate-raw")));
  } catch {
    return null;
  }
}

const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
