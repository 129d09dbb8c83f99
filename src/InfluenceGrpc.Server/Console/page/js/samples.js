// Samples that lie beside the page. All of their people and brands are made up.

const BRIEFS = [["running-shoe", "Running shoe, Norway"], ["no-trail-shoe", "Trail-running shoe, Norway"], ["fi-sustainable-skincare", "Sustainable skincare, Finland"], ["nl-city-bike", "City bike, Netherlands"]];
const CREATORS = [["trail-runner", "Trail runner, well known"], ["trail-runner-little-known", "Trail runner, of whom little is known"], ["celebrity", "Celebrity"], ["outdoor-micro", "Micro-influencer, outdoor life"]];
const CAMPAIGNS = [["celebrity-or-micro", "Micro-influencers of the niche"], ["celebrity-wins", "A celebrity of the niche"]];

export const briefSamples = BRIEFS;
export const creatorSamples = CREATORS;
export const campaignSamples = CAMPAIGNS;

const read = new Map();

/** A brief by its name. */
export const brief = async (name) => (name === "running-shoe" ? (await json("samples/fit/trail-runner.json")).brief : json(`samples/briefs/${name}.json`));

/** A creator's profile by its name. */
export const creator = async (name) =>
  (name === "outdoor-micro" ? (await campaign("celebrity-or-micro")).plans[1].creators[0] : await json(`samples/fit/${name}.json`)).profile;

/** A campaign to compare, by its name. */
export const campaign = (name) => json(`samples/campaigns/${name}.json`);

// A copy each time: whoever gets one may change it.
async function json(path) {
  if (!read.has(path)) {
    const response = await fetch(path, { credentials: "omit" });
    if (!response.ok) throw new Error(`The sample ${path} is not there.`);
    read.set(path, await response.text());
  }
  return JSON.parse(read.get(path));
}
