// Creators in files: CSV with a column for each fact, or JSON lines of profiles.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { UsageError } from './command_line.mjs';
import { numberIn, recordsOf } from './csv.mjs';
import { messageOf } from './proto_json.mjs';

const PLATFORMS = ['instagram', 'tiktok', 'youtube', 'x', 'facebook', 'twitch', 'linkedin', 'pinterest', 'snapchat', 'threads'];

/** Yields { text, profile }: the row, or the id of a line, as an output has it. `onHeader` is given the output's first columns. */
export async function* creatorsIn(file, onHeader, onBadRow) {
  for await (const { line, text, read } of /\.(jsonl|ndjson)$/.test(file) ? linesOf(file, onHeader) : recordsIn(file, onHeader, onBadRow)) {
    try {
      const profile = read();
      yield { text: text ?? quoted(profile.creatorId ?? ''), profile };
    } catch (fault) {
      if (!(fault instanceof RangeError || fault instanceof TypeError || fault instanceof SyntaxError)) throw fault;
      onBadRow(line, fault.message);
    }
  }
}

async function* linesOf(file, onHeader) {
  onHeader('creator_id');
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line++;
    if (text.trim() !== '') yield { line, read: () => messageOf(JSON.parse(text), 'influence.v1.CreatorProfile') };
  }
}

async function* recordsIn(file, onHeader, onBadRow) {
  const records = recordsOf(file, (names, text) => {
    for (const name of ['creator_id', 'followers']) {
      if (!names.includes(name)) throw new UsageError(`${file} has no column '${name}'; it has ${names.join(', ')}.`);
    }
    onHeader(text);
  }, onBadRow);
  for await (const { line, text, values } of records) yield { line, text, read: () => profileOf(values) };
}

/** What an empty cell would tell is left out. */
function profileOf(values) {
  const number = (name, isFit) => numberIn(values[name], name.replace('_', ' '), isFit);
  const sponsoredShare = number('sponsored_share', share => share <= 1);
  const platform = values.platform?.toLowerCase() ?? '';
  return {
    creatorId: values.creator_id,
    platform: platform === '' ? undefined : `PLATFORM_${PLATFORMS.includes(platform) ? platform.toUpperCase() : 'OTHER'}`,
    followers: number('followers', Number.isSafeInteger),
    engagement: {
      averageLikes: number('avg_likes'),
      averageComments: number('avg_comments'),
      samplePosts: number('sample_posts', Number.isSafeInteger) || undefined, // of none, nothing is known
    },
    topics: values.category ? { [values.category.toLowerCase().replace(/[^a-z0-9/]+/g, '-')]: 1 } : {},
    sponsorship: sponsoredShare === undefined ? undefined : { sponsoredShare },
  };
}

const quoted = text => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
