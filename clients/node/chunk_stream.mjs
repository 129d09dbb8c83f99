// A bidirectional stream by the rules of docs/streams.md: any number of items, in memory that does not grow with them, taken up again
// where it is cut.
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from './failure.mjs';

const ATTEMPTS = 8; // calls in a row that may pass without one answer
const FIRST_ATTEMPTS = 3; // where no call was ever taken: there may be no server at all
const FIRST_PAUSE = 0.2; // seconds; doubled from call to call
const LONGEST_PAUSE = 10;
const CHUNKS_IN_FLIGHT = 8;

/**
 * Yields { items, result, accepted } chunk by chunk, in order and each item once.
 *
 * open: begins a call. config: its first message. source: an (async) iterable of items, read no further ahead than the chunks in flight.
 * toItems: makes the message Items of some. meaning: what of `accepted` must stay the same when the stream is taken up again.
 */
export async function* streamInChunks({ open, config, source, toItems, chunkItems = 1_000, meaning = () => '' }) {
  const items = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]();
  const held = []; // sent and not answered: sent again after a cut
  const state = { sequence: 0, complete: false, meant: undefined };
  for (let attempt = 1; ; attempt++) {
    try {
      for await (const answer of converse({ call: open(), config, items, toItems, chunkItems, meaning, held, state })) {
        attempt = 0;
        yield answer;
      }
      return;
    } catch (error) {
      const failure = Failure.ofCall(error);
      if (failure.code !== 'UNAVAILABLE' || attempt >= (state.meant === undefined ? FIRST_ATTEMPTS : ATTEMPTS)) throw failure;
      await pause(1_000 * (failure.retryAfter ?? Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, attempt - 1))));
    }
  }
}

/** One call, from its config to its summary. */
async function* converse({ call, config, items, toItems, chunkItems, meaning, held, state }) {
  // A write to a call that is over may never be told of; how it ended comes when the next answer is read.
  const over = new Promise(resolve => call.once('status', resolve));
  const write = message => Promise.race([new Promise(resolve => call.write(message, resolve)), over]);
  const answers = call[Symbol.asyncIterator]();
  try {
    // Until `accepted` is read, this library would take in answers without limit.
    await write({ config });
    const accepted = (await next(answers, 'accepted')).accepted;
    if ((state.meant ??= meaning(accepted)) !== meaning(accepted)) {
      throw new Failure('ABORTED', `what answers changed during the stream, from ${state.meant} to ${meaning(accepted)}`);
    }
    const inFlight = Math.min(CHUNKS_IN_FLIGHT, accepted.limits.maxChunksInFlight);
    for (const chunk of held) await write({ chunk: { sequence: chunk.sequence, items: toItems(chunk.items) } });
    while (!state.complete || held.length > 0) {
      while (!state.complete && held.length < inFlight) {
        const taken = await take(items, Math.min(chunkItems, accepted.limits.maxItemsPerChunk));
        state.complete = taken.complete;
        if (taken.items.length === 0) break;
        const chunk = { sequence: ++state.sequence, items: taken.items };
        held.push(chunk);
        await write({ chunk: { sequence: chunk.sequence, items: toItems(chunk.items) } });
      }
      if (held.length === 0) break;
      const { result } = await next(answers, 'result');
      const chunk = held.shift();
      if (result.sequence !== chunk.sequence) throw new Failure('INTERNAL', `chunk ${result.sequence} was answered in place of ${chunk.sequence}`);
      yield { items: chunk.items, result, accepted };
    }
    call.end();
    await next(answers, 'summary');
  } finally {
    call.cancel(); // where the reader left early; nothing once it is over
  }
}

/** The next message, which must be of that kind. A server that shuts down sends its summary early, and then says so. */
async function next(answers, kind) {
  for (;;) {
    const { value, done } = await answers.next();
    if (done) throw new Failure('UNAVAILABLE', 'the stream ended early');
    if (value.message === kind) return value;
  }
}

/** The next items of the source, at most so many. */
async function take(source, most) {
  const items = [];
  while (items.length < most) {
    const { value, done } = await source.next();
    if (done) return { items, complete: true };
    items.push(value);
  }
  return { items, complete: false };
}
