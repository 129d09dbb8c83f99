// The campaign that sliders shape. Until one is moved, the sample is sent as it is; a slider that is moved changes the sample's creators
// in proportion, so that they stay as different from each other as they were.

const CELEBRITY = 0;
const MICRO = 1;

/** What can be moved: name, label, how it is shown, range, and how it is taken off the creators of a plan. */
export const SLIDERS = [
  { name: "n", group: "Micro-influencers", label: "How many", min: 1, max: 40, step: 1, plan: MICRO, of: (creators) => creators.length, show: "count" },
  { name: "mf", group: "Micro-influencers", label: "Followers, on average", min: 1000, max: 100_000, log: true, plan: MICRO, of: mean((each) => followersOf(each)), show: "count" },
  { name: "ms", group: "Micro-influencers", label: "Share of followers in the target", min: 0.01, max: 1, step: 0.01, plan: MICRO, of: "share", show: "percent" },
  { name: "me", group: "Micro-influencers", label: "Engagement rate", min: 0.001, max: 0.2, step: 0.001, plan: MICRO, of: mean((each) => rateOf(each)), show: "percent1" },
  { name: "mp", group: "Micro-influencers", label: "Price each, on average", min: 0, max: 50_000, step: 250, plan: MICRO, of: mean((each) => each.price), show: "amount" },
  { name: "cf", group: "Celebrity", label: "Followers", min: 50_000, max: 20_000_000, log: true, plan: CELEBRITY, of: mean((each) => followersOf(each)), show: "count" },
  { name: "cs", group: "Celebrity", label: "Share of followers in the target", min: 0.001, max: 1, step: 0.001, plan: CELEBRITY, of: "share", show: "percent1" },
  { name: "ce", group: "Celebrity", label: "Engagement rate", min: 0.001, max: 0.2, step: 0.001, plan: CELEBRITY, of: mean((each) => rateOf(each)), show: "percent1" },
  { name: "cp", group: "Celebrity", label: "Price", min: 0, max: 500_000, step: 1000, plan: CELEBRITY, of: mean((each) => each.price), show: "amount" },
];

function mean(take) {
  return (creators) => creators.reduce((sum, each) => sum + take(each), 0) / creators.length;
}

const followersOf = ({ profile }) => Number(profile.followers);
const rateOf = ({ profile }) => (profile.engagement.averageLikes + profile.engagement.averageComments) / followersOf({ profile });

/** What a slider says of the sample as it is. */
export function given(slider, sample) {
  const { creators } = sample.plans[slider.plan];
  return slider.of === "share" ? mean((each) => shareOf(each, sample.brief))(creators) : slider.of(creators);
}

/** The request for ComparePlans: the sample, with what was moved. `moved` holds sliders' names; overlap is "", "none" or a share. */
export function requestOf(sample, moved, overlap) {
  const request = structuredClone(sample);
  request.plans[MICRO].creators = resized(request.plans[MICRO].creators, moved.n);
  if (moved.n !== undefined && moved.n !== sample.plans[MICRO].creators.length) {
    request.plans[MICRO].name = moved.n === 1 ? "One micro-influencer" : `${moved.n} micro-influencers`;
  }
  for (const slider of SLIDERS) {
    if (moved[slider.name] === undefined || slider.name === "n") continue;
    const factor = moved[slider.name] / given(slider, sample);
    for (const creator of request.plans[slider.plan].creators) CHANGES[slider.name.slice(1)](creator, factor, moved[slider.name], sample.brief);
  }
  request.overlaps = overlapsOf(request, overlap);
  return request;
}

// Followers, and with them all that was counted by them; the rates stay.
const CHANGES = {
  f: ({ profile }, factor) => {
    profile.followers = String(Math.max(1, Math.round(Number(profile.followers) * factor)));
    scaleEngagement(profile, ["averageLikes", "averageComments", "averageReach"], factor);
  },
  e: ({ profile }, factor) => scaleEngagement(profile, ["averageLikes", "averageComments"], factor),
  p: (creator, factor, price) => {
    creator.price = Number.isFinite(factor) ? Math.round(creator.price * factor) : price;
  },
  s: (creator, factor, share, brief) => setShare(creator, Math.min(1, Number.isFinite(factor) ? shareOf(creator, brief) * factor : share), brief),
};

function scaleEngagement({ engagement }, names, factor) {
  for (const name of names) engagement[name] = Number((engagement[name] * factor).toPrecision(12));
}

// The share in the target, as the server takes it: what is wanted in each dimension, as if they had nothing to do with each other.
const wanted = (shares, weights) => Object.entries(weights).reduce((sum, [key, weight]) => sum + weight * (shares?.[key] ?? 0), 0);
const shareOf = ({ profile }, brief) => wanted(profile.audience.countries, brief.audience.countries) * wanted(profile.audience.interests, brief.audience.interests);

// The country's share stays where it can, and the interest that is wanted most takes what is left of it.
function setShare({ profile }, share, brief) {
  const inCountry = Math.max(wanted(profile.audience.countries, brief.audience.countries), share);
  profile.audience.countries = { [first(brief.audience.countries)]: round(inCountry) };
  profile.audience.interests = { [first(brief.audience.interests)]: round(share / inCountry) };
}

const first = (weights) => Object.entries(weights).sort((a, b) => b[1] - a[1])[0][0];
const round = (share) => Math.min(1, Number(share.toPrecision(6)));

// The sample's own first; more of them under ids of their own.
function resized(creators, number = creators.length) {
  return Array.from({ length: number }, (_, i) => {
    const creator = structuredClone(creators[i % creators.length]);
    if (i >= creators.length) creator.profile.creatorId += `-${1 + Math.floor(i / creators.length)}`;
    return creator;
  });
}

function overlapsOf({ plans, overlaps }, overlap) {
  const ids = plans[MICRO].creators.map(({ profile }) => profile.creatorId);
  if (overlap === "none") return [];
  if (overlap === "") return (overlaps ?? []).filter((each) => ids.includes(each.firstCreatorId) && ids.includes(each.secondCreatorId));
  return ids.flatMap((first, i) => ids.slice(i + 1).map((second) => ({ firstCreatorId: first, secondCreatorId: second, shareOfSmaller: Number(overlap) })));
}
