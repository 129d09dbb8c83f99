// JSON as people keep it in files: with comments, and a comma after the last of a list, as the command line's own briefs have them.

const STRING_OR_COMMENT = /"(?:\\.|[^"\\])*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g;
const STRING_OR_LAST_COMMA = /"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g;

/** What the text holds. What goes becomes blanks, so that whatever is wrong with the rest is where the message says. */
export const readJson = (text) => JSON.parse(text.replace(STRING_OR_COMMENT, unlessString).replace(STRING_OR_LAST_COMMA, unlessString));

const unlessString = (token) => (token.startsWith('"') ? token : token.replace(/[^\r\n]/g, " "));
