"""Which column of a file holds which fact of a profile, by the names that such columns usually have (compared as in
csv_columns) or by what the user says. Plain "likes" is not among the names: it may be a total as well as an average.
Nor is plain "reach", by which some mean the followers, nor plain "price", which says neither what it buys nor in which currency."""

from __future__ import annotations

from typing import Dict, List, Mapping, Sequence

from influence_grpc.csv_columns import column_of, find_columns, unit_of
from influence_grpc.fit_text import visible


def _averages(many: str, one: str) -> List[str]:
    names = f"average{many} avg{many} mean{many} {many}average {many}avg {many}mean {many}perpost average{many}perpost avg{many}perpost"
    return f"{names} average{one}count avg{one}count average{one} avg{one}".split()


# Field, as --map names it: usual names, the likeliest first.
_USUAL: Dict[str, List[str]] = {
    "version": "version profileversion revision".split(),
    "observedat": "observedat observed observedon scrapedat crawledat fetchedat capturedat asof".split(),
    "averagelikes": _averages("likes", "like"),
    "averagecomments": _averages("comments", "comment"),
    "averageshares": _averages("shares", "share"),
    "averageviews": _averages("views", "view"),
    "averagereach": _averages("reach", "reach"),
    "engagementrate": "engagementrate engagementratepercent engagementratepct engrate er".split(),
    "engagementbasis": "engagementbasis engagementratebasis engagementrateby".split(),
    "sampleposts": "sampleposts postssampled numberofposts postssample samplesize".split(),
    "topics": "topics topicshares contenttopics".split(),
    "countries": "countries audiencecountries countryshares audiencecountryshares".split(),
    "languages": "languages audiencelanguages languageshares audiencelanguageshares".split(),
    "sponsoredshare": "sponsoredshare shareofsponsoredposts sponsoredpostshare sponsoredpostsshare".split(),
    "prices": "prices pricelist ratecard".split(),
}
# Columns of plain names, which tell what creators post about where no column has topics with shares.
_CATEGORIES = "category niche vertical topic".split()
# For people.
_WORDS = {
    "observedat": "observed at",
    "averagelikes": "average likes",
    "averagecomments": "average comments",
    "averageshares": "average shares",
    "averageviews": "average views",
    "averagereach": "average reach",
    "engagementrate": "engagement rate",
    "engagementbasis": "engagement basis",
    "sampleposts": "sample posts",
    "sponsoredshare": "sponsored share",
}
PROFILE_FIELDS = ("followers", "id", "platform", *_USUAL)


class ProfileColumns:
    """Positions, from 0, of the columns of `headers`. `mapping` names columns for fields: by header, or by number as in
    "#3". Raises ColumnError where no column fits the followers or the id, or several do.

    topics_may_be_names: whether a cell of the column of topics may be a plain name, such as "Home & Garden", and no list of
        shares: in a column of categories, or one that the user names.
    """

    def __init__(self, headers: Sequence[str], mapping: Mapping[str, str]) -> None:
        self.headers = headers
        self.topics_may_be_names = "topics" in mapping
        basic = find_columns(headers, mapping, ("followers", "id"))
        assert basic.followers is not None and basic.id is not None
        self.found: Dict[str, int] = {"followers": basic.followers, "id": basic.id}
        if basic.platform is not None:
            self.found["platform"] = basic.platform
        for field, names in _USUAL.items():
            # The one field that a header with % may be of; elsewhere it tells of shares of something else.
            column = column_of(headers, mapping, field, names, share_allowed=field == "engagementrate")
            if column is not None:
                self.found[field] = column
            elif field == "topics" and (column := column_of(headers, {}, field, _CATEGORIES)) is not None:
                self.found[field] = column
                self.topics_may_be_names = True

    def unit_of(self, field: str) -> int:
        """The power of ten that the header of a column that was found says its numbers are given in: 0, 3, 6 or 9."""
        return unit_of(self.headers[self.found[field]])

    def findings(self) -> List[str]:
        """What was found, for people: sentences without a full stop."""
        told = [", ".join(f"{_WORDS.get(field, field)} from column {self._name(column)}" for field, column in self.found.items())]
        known = set(self.found.values())
        ignored = [self._name(column) for column in range(len(self.headers)) if column not in known]
        return told + ([f"columns that are not read: {', '.join(ignored)}"] if ignored else [])

    def _name(self, column: int) -> str:
        return f"'{visible(' '.join(self.headers[column].split()))}'"
