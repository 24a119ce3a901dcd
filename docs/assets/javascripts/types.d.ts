// What the classic scripts hand one another on `window` (file:// knows no modules and no fetch), and the shapes that several modules pass on.

interface Window {
  /** The store of this page (store.js), for the scripts that come after handbook.js. */
  handbookStore: import("./store/open.js").Store;
  /** What ids were renamed to (macros/publish/moved.py); only where some were. */
  handbookRenamed?: { [kind: string]: { [old: string]: string } };
  /** A leaf of the store as it is called today (store/renamed.js). */
  handbookRename?: (path: string, value: any) => [string, any];
  /** assets/case-data.js: what the state of every case is told with (macros/publish/case_data.py). */
  handbookCase: any;
  /** assets/case-letters.js: what the letters are called, whom they go to and what they mark. */
  handbookCaseLetters?: any;
  /** assets/case-lists.js: what else the case page's parts need of the handbook. */
  handbookCaseLists?: any;
  /** assets/case-line.js: case/line.js. */
  handbookLine?: typeof import("./case/line.js").line;
  /** assets/case/ID.js: situations, whole, by id. */
  handbookSituations?: { [id: string]: any };
  /** assets/case-words.js: the steps that situations share, for a case that is carried away. */
  handbookWords?: { [step: string]: string };
  /** assets/letter/ID.js: letters away from their own pages, by id (macros/publish/case_words.py). */
  handbookLetters?: { [id: string]: any };
  /** assets/case-parts.js, assets/case-late.js: parts of the case page. */
  handbookCaseParts?: { [part: string]: any };
  /** assets/letter-late.js: what a letter needs once somebody writes it. */
  handbookLetterLate?: typeof import("./letter/hands.js").helps;
  handbookLetterCheck?: { check: typeof import("./lib/checks.js").check; ears: typeof import("./letter/ears.js").ears };
  /** assets/pack-letters.js: the reader's own letters on a pack's page. */
  handbookOwnLetters?: typeof import("./pack/own.js").own;
  /** What handbook.js shares with the scripts that come after it (shared/). */
  handbookShared: { dates: typeof import("./lib/dates.js"); later: typeof import("./lib/later.js"); leaves: typeof import("./store/leaves.js"); live: typeof import("./lib/live.js"); page: typeof import("./lib/page.js") };
  /** The modules of parts.js. */
  handbookParts?: { [name: string]: (root: any, about: { base: URL }) => void };
  /** What the ends of a tree say that its page only names (publish/tree_ends.py). */
  handbookEnds?: { [end: string]: string };
  /** Which page of a divided tree has what (the same). */
  handbookTreePages?: { [address: string]: string };
  /** What these parts know beside a letter's page (publish/letter_data.py). */
  handbookLetterData?: { all: any; amounts: { [letter: string]: any[] } };
  /** assets/docx.js: base64 template, rows of lib/rows.js, is it a draft → the file. */
  handbookDocx: (template: string, rows: Row[], draft: boolean) => Blob;
  /** assets/letter-template.js: the .docx template, base64. */
  handbookLetterTemplate: string;
  /** assets/picture.js: shows the letter, its title and the lines of lib/fill.js, as pictures; with what a draft says of itself. */
  handbookPictures: (title: string, lines: any[], draft: string) => void;
  /** assets/ics.js: lib/ics.js. */
  handbookCalendar: (entries: CalendarEntry[], made?: { now?: number; after?: number }) => { text: string; stamp: number };
  /** assets/excuses.js: what merchants say, by group; of a long list only the groups, whose rows are in assets/excuses/ID.js. */
  handbookExcuses: { title: string; id?: string; excuses?: { says: string; aliases: string[]; complaint: string; only_if?: string; about?: string }[] }[];
  /** assets/days.js: the table of macros/rest_days.py. */
  handbookDays?: { first: number; known_until: number; off: number[]; work: number[]; statutory: number[] };
  /** assets/regions.js: [[a place, ids of the places whose law holds there]]. */
  handbookPlaces?: [string, string[]][];
  /** assets/region/ID.js: what was read of a place's law (macros/publish/regions.py). */
  handbookRegions?: { [id: string]: { name: string; url: string; rules: any[] } };
  /** assets/terms.js: the glossary, id → [term, what it says, address from the site's root]. */
  handbookTerms?: { [id: string]: [string, string, string] };
  /** assets/tone.js: what the check before sending has learned, or null where there was too little to learn from. */
  handbookTone: { model: any; alarm: { [kind: string]: number }; sure: number } | null;
  /** assets/offline.js: takes away what was stored of the handbook. */
  handbookOffline?: { forget: () => Promise<void> };
  /** assets/report.js: shows what a report of an error on this page begins with. */
  handbookReport?: (root: URL, how: string) => Promise<void>;
  /** assets/report-to.js: where it goes, with {title} and {body}, and which edition this is (macros/publish/report.py). */
  handbookReportTo?: { to: string; edition: string; checked: string };
  /** assets/search-ui.js: search/ui.js. */
  handbookSearchField?: typeof import("./search/ui.js").search;
  /** assets/words.js: terms.js. */
  handbookExplain?: typeof import("./terms.js").terms;
  /** assets/search.js. */
  handbookEngine: { build: (data: unknown, meaning: unknown, tuning?: object) => any; prepare: (data: unknown, meaning: unknown) => Promise<any>; find: (engine: any, query: string, limit?: number) => any };
  /** assets/search-index.js: the index, packed. */
  handbookSearch: unknown;
  /** assets/search-index-PART.js: of a very long handbook, the index of a part of it. */
  handbookSearchParts: Record<string, any>;
  /** assets/search-model.js: what the search has learned (macros/learn/model.py); null in a preview. */
  handbookMeaning: unknown;
  handbookMeaningParts: Record<string, unknown>;
}

/** A piece of a letter's line: fixed text, a filled field, or a blank still open (`blank` is its label, `width` its length in characters). */
type Run = { text?: string; field?: string; blank?: string; width?: number };
/** A filled letter's paragraph, as the preview and the .docx draw it. */
type Row = { kind: string; keep?: boolean; runs: { text: string; field?: string; blank?: Run | null }[] };
/** A date for the reader's calendar: `day` ISO, `uid` the same for the same date of the same case. */
type CalendarEntry = { uid: string; day: string; title: string; note: string; url?: string };
