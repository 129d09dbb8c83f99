// Calls the server's unary rpcs: the Connect protocol with JSON.

const TIMEOUT_MS = 30_000;

// In this module's memory and nowhere else.
let key = "";

/** Sends a key with every call from now on; none where it is empty. */
export function useKey(value) {
  key = value.trim();
}

/** Whether a key is sent. */
export const hasKey = () => key !== "";

/** What a call that failed throws: the code, the sentence, and the fields at fault. */
export class CallError extends Error {
  constructor(code, message, violations = []) {
    super(message);
    this.code = code;
    this.violations = violations;
  }
}

/** Calls an rpc, such as "influence.v1.TierService/ClassifyTier". */
export async function call(rpc, request) {
  const { response, body } = await answerOf(rpc, request);
  if (response.ok && body) return body;
  throw body?.code
    ? new CallError(body.code, body.message || body.code, violationsOf(body.details))
    : new CallError("unknown", `The server answered with HTTP ${response.status} and no explanation.`);
}

// Time can run out, and the server go away, until the last byte of the body is there.
async function answerOf(rpc, request) {
  try {
    const response = await fetch(`/${rpc}`, {
      method: "POST",
      headers: { "content-type": "application/json", "connect-protocol-version": "1", ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(request),
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { response, body: await response.json().catch(nullUnlessJson) };
  } catch (error) {
    throw new CallError("unavailable", error.name === "TimeoutError" ? "The server did not answer within 30 seconds." : "The server cannot be reached.");
  }
}

// What is no JSON was not said by our server, but by something before it: the status is all that is known then.
function nullUnlessJson(error) {
  if (error instanceof SyntaxError) return null;
  throw error;
}

const violationsOf = (details) => (details ?? []).flatMap((detail) => detail.debug?.fieldViolations ?? [])
  .map(({ field, description }) => ({ field: field ?? "", description: description ?? "" }));

/** One call at a time, and of those that wait only the last: what sliders and typing ask for. */
export class Latest {
  #running = false;
  #next = null;
  #timer = 0;

  /** Runs the work after a pause in which nothing else was asked for. */
  ask(work, pauseMs = 250) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#next = work;
      this.#run();
    }, pauseMs);
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#next) {
        const work = this.#next;
        this.#next = null;
        await work();
      }
    } finally {
      this.#running = false;
    }
  }
}
