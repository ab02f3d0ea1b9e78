/**
 * The JavaScript API of a corpus. Offsets count Unicode scalar values;
 * `null` stands for what is not known. Long because an editor reads one file.
 */

/**
 * Opens a corpus: the address of a built folder or of an engine module, in
 * Node also a path, or the module's bytes. Without a source: the corpus beside
 * this script. Rejected with a sentence when there is none or it is damaged.
 */
export function open(
  source?: string | URL | Uint8Array | ArrayBuffer,
  options?: OpenOptions,
): Promise<Corpus>;

export interface OpenOptions {
  /** Gives up opening. */
  signal?: AbortSignal;
  /** Called with the part that is loaded, 0 to 1. */
  onprogress?: (fraction: number) => void;
  /** `false`: no worker; queries then share the thread of the caller. */
  worker?: boolean;
}

export interface Corpus {
  /** Documents for a query; every document for the empty one. */
  search(query?: string, options?: SearchOptions): Promise<SearchResponse>;
  /** A window of one document's text, hits of `options.query` marked. */
  document(path: string, options?: DocumentOptions): Promise<DocumentResponse>;
  /** Every hit of a query in its context, sorted, sampled, counted. */
  concordance(query: string, options?: ConcordanceOptions): Promise<ConcordanceResponse>;
  /** What may be typed next in a query. */
  suggest(text: string, options?: SuggestOptions): Promise<SuggestResponse>;
  /** Why a document has the score that it has for a query. */
  explain(query: string, path: string, options?: ExplainOptions): Promise<ExplainResponse>;
  /** What is in the corpus, how it was made, what it weighs. */
  about(options?: { signal?: AbortSignal }): Promise<About>;
  /** Any request in the form in which the page makes it; the answer `failed` rejects the promise. */
  request<R extends Request>(request: R, options?: { signal?: AbortSignal }): Promise<Answer<R>>;
  /** Frees the engine and its memory; whatever is under way is rejected. */
  close(): void;
}

export type Request =
  | "about"
  | { search: { query?: string } & Omit<SearchOptions, "signal"> }
  | { document: { path: string } & Omit<DocumentOptions, "signal"> }
  | { concordance: { query: string } & Omit<ConcordanceOptions, "signal"> }
  | { suggest: { text: string } & Omit<SuggestOptions, "signal"> }
  | { explain: { query: string; path: string } & Omit<ExplainOptions, "signal"> }
  | { names: { scope?: StoryScope; kind?: NameKind | ""; containing?: string } }
  | { name: { scope?: StoryScope; name: string } }
  | {
      statements: {
        scope?: StoryScope;
        speaker?: string;
        about?: string;
        kind?: StatementKind | "";
        containing?: string;
        cluster?: number;
        /** In the words of the text. */
        venue?: string;
        /** By the dates of the documents rather than by document. */
        by_time?: boolean;
      };
    }
  | {
      figures: {
        scope?: StoryScope;
        kind?: FigureKind | "";
        unit?: string;
        least?: number;
        most?: number;
      };
    }
  | { dates: { scope?: StoryScope } }
  | { events: { scope?: StoryScope; kind?: EventKind | ""; who?: string; place?: string } }
  | { compare: { documents: string[]; limit?: number } }
  | { passages: { path: string } }
  | { network: { scope?: StoryScope; kind?: NameKind | ""; around?: string } }
  | { duplicates: { scope?: StoryScope } };

export type Answer<R> = R extends "about"
  ? About
  : R extends { search: unknown }
    ? SearchResponse
    : R extends { document: unknown }
      ? DocumentResponse
      : R extends { concordance: unknown }
        ? ConcordanceResponse
        : R extends { suggest: unknown }
          ? SuggestResponse
          : R extends { explain: unknown }
            ? ExplainResponse
            : R extends { names: unknown }
              ? NamesResponse
              : R extends { name: unknown }
                ? NameResponse
                : R extends { statements: unknown }
                  ? StatementsResponse
                  : R extends { figures: unknown }
                    ? FiguresResponse
                    : R extends { dates: unknown }
                      ? DatesResponse
                      : R extends { events: unknown }
                        ? EventsResponse
                        : R extends { compare: unknown }
                          ? CompareResponse
                          : R extends { passages: unknown }
                            ? PassagesResponse
                            : R extends { network: unknown }
                              ? NetworkResponse
                              : R extends { duplicates: unknown }
                                ? DuplicatesResponse
                                : never;

/** The language of a query: words, phrases, fields, or the corpus query language. */
export type Syntax = "simple" | "cql";

/** Whether every bare word of a simple query is needed, or any one is enough. */
export type Mode = "all" | "any";

export interface SearchOptions {
  /** Default: `"simple"`. */
  syntax?: Syntax;
  /** Default: `"all"`. */
  mode?: Mode;
  /** All must hold. */
  filters?: Filter[];
  /** Default: `"relevance"`. Ties are broken by path. */
  sort?: "relevance" | "newest" | "oldest" | "title" | "path";
  /** How many documents to skip. */
  offset?: number;
  /** How many documents to return; default 20. */
  limit?: number;
  /** How many values of each facet to return, default 12; 0: no facets, no dates. */
  facet_limit?: number;
  /** Whether to list the place of every hit in the documents returned. */
  with_hits?: boolean;
  /** Whether to look for words besides those of a simple query, such as the best documents have. */
  broader?: boolean;
  /** Words that a broader search would add and that are not wanted. */
  without?: string[];
  /** Rejects the promise and ends the search. */
  signal?: AbortSignal;
}

export interface Filter {
  /** The field's name: `source`, `date`, `language` … */
  field: string;
  /** In lists, `null` stands for "no value"; dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  test:
    | { include: (string | null)[] }
    | { exclude: (string | null)[] }
    | { between: { from: string | null; to: string | null } };
}

export interface DocumentOptions {
  /** Hits of this query are marked. */
  query?: string;
  syntax?: Syntax;
  mode?: Mode;
  /** First paragraph wanted, 0-based. */
  first_paragraph?: number;
  /** How many paragraphs at most; 0, the default, means all. */
  paragraphs?: number;
  /** A scalar value whose paragraph is wanted, too: see `at_paragraph`. */
  at?: number | null;
  signal?: AbortSignal;
}

export interface ConcordanceOptions {
  syntax?: Syntax;
  mode?: Mode;
  filters?: Filter[];
  /** Words on either side, 1 to 200; default 12. */
  context?: number;
  /** At most three keys, the first counts most; by path and place without. */
  sort?: { by: ConcordanceKey; descending?: boolean }[];
  /** How many lines to draw at random; all where absent. */
  sample?: number | null;
  /** The same seed draws the same sample. */
  seed?: number;
  /** Count the lines by this key, too. */
  group?: ConcordanceKey | null;
  /** Only lines with this value of this key, as a group names it. */
  only?: [ConcordanceKey, string] | null;
  /** A metadata field to show with each line. */
  field?: string | null;
  offset?: number;
  /** Default 50. */
  limit?: number;
  /** Whether to tell the place of each line in its text. */
  with_places?: boolean;
  /** What the context is, default `"words"`; the others go as far as 1,000 words. */
  unit?: "words" | "sentence" | "paragraph";
  /** Lines to leave out. */
  exclude?: { path: string; hit: number }[];
  /** Whether to tell where in documents and time the lines are. */
  dispersion?: boolean;
  signal?: AbortSignal;
}

/**
 * What lines are sorted and counted by: the word so many places to the left
 * (negative) or right of the hit (0: its first word), or what is known of the
 * document.
 */
export type ConcordanceKey =
  | { position: number }
  | "document"
  | "date"
  | { field: string }
  /** What a layer says of the word there; 0 is the first token of a corpus query's hit. */
  | { layer: [name: string, position: number] };

export interface SuggestOptions {
  /** Scalar values before the caret; the end of the text where absent. */
  caret?: number;
  /** Suggestions of each kind at most; default 8. */
  limit?: number;
  signal?: AbortSignal;
}

export interface ExplainOptions {
  syntax?: Syntax;
  mode?: Mode;
  broader?: boolean;
  without?: string[];
  signal?: AbortSignal;
}

/** A stretch of text; never markup. */
export interface Run {
  text: string;
  /**
   * The document's own words, words that are not its own (navigation, photo
   * credits), or part of hit number `hit` of the document, 0-based.
   */
  mark: "plain" | "boilerplate" | { hit: number };
}

export interface SearchResponse {
  query: QueryEcho;
  /** Documents that match, before the window was cut. */
  total_documents: number;
  /** Hits in those documents. */
  total_hits: number;
  /** Documents in the corpus. */
  corpus_documents: number;
  /** The window asked for. */
  documents: FoundDocument[];
  /** Counts follow the query and every filter but those on the facet's own field. */
  facets: Facet[];
  /** `null` where the corpus has no dates. */
  dates: Histogram | null;
}

/** How a query was understood. */
export interface QueryEcho {
  text: string;
  /** What could not be understood or used; the rest was run. */
  problems: { start: number; end: number; message: string; suggestion: string | null }[];
  /** Words that were replaced because they have no hits at all. */
  substitutions: { typed: string; used: string[] }[];
  /** Each word, with the forms it matched, most frequent first. */
  words: { typed: string; forms: string[]; total_forms: number; occurrences: number }[];
  /** What it means, to be put into words. */
  meaning: Meaning;
  /** Words that a broader search has added, those that count most first. */
  expansions: { word: string; weight: number }[];
  /** The same in the corpus query language, where that can say it. */
  cql: string | null;
}

/** What a query means. Distances are differences of word positions. */
export type Meaning =
  | "everything"
  | { word: WordMeaning }
  | { phrase: WordMeaning[] }
  | { together: { words: WordMeaning[]; within: number } }
  | { near: { left: Meaning; right: Meaning; within: number; ordered: boolean } }
  | { in_title: Meaning }
  | { in_speech: Meaning }
  | { field: { label: string; test: FieldMeaning } }
  | { all: Meaning[] }
  | { any: Meaning[] }
  | { not: Meaning }
  /** A query of the corpus query language, which says itself. */
  | "tokens";

/** What a word must be: any form of it, the word whatever its case and accents, letter for letter … */
export type WordMeaning =
  | { forms: string }
  | { folded: string }
  | { exact: string }
  | { pattern: string }
  | { similar: { word: string; errors: number } }
  | { regex: string };

/** What must hold of a metadata field. */
export type FieldMeaning =
  | "present"
  | { contains: string }
  | { equals: string }
  | { more_than: string }
  | { less_than: string }
  | { between: { from: string | null; to: string | null } };

export interface FoundDocument {
  /** Its name in links and requests. */
  path: string;
  id: string | null;
  /** Its title with hits marked; its path where it has no title. */
  title: Run[];
  titled: boolean;
  date: string | null;
  language: string | null;
  fields: FieldValues[];
  /** BM25; 0 where the query has no words. */
  score: number;
  hits: number;
  /** The best passage; the first words where there is no hit. */
  snippet: Run[];
  /** Filled where `with_hits` was asked for. */
  hit_places: { in_title: boolean; start: number; end: number; text: string }[];
}

export interface FieldValues {
  name: string;
  label: string;
  values: string[];
}

export interface Facet {
  field: string;
  label: string;
  /** Most frequent first; chosen ones are always among them. */
  values: { value: string | null; documents: number; state: "free" | "included" | "excluded" }[];
  /** More than `values` if the list was cut. */
  total_values: number;
}

/** Matching documents over time. */
export interface Histogram {
  unit: "day" | "month" | "year";
  /** Without gaps; `from` and `to` are usable in a filter. */
  bars: { from: string; to: string; documents: number; all: number }[];
  /** How many units one bar stands for. */
  step: number;
  /** Matching documents without a date. */
  undated: number;
  /** Matching documents counted at the first bar that their date may mean. */
  partial: number;
}

export interface DocumentResponse {
  path: string;
  id: string | null;
  title: Run[];
  titled: boolean;
  /** Whether the title is also the beginning of the text. */
  title_in_text: boolean;
  date: string | null;
  language: string | null;
  fields: FieldValues[];
  words: number;
  total_paragraphs: number;
  first_paragraph: number;
  /** Joined, the runs of all paragraphs are the text. */
  paragraphs: { start: number; runs: Run[] }[];
  /** For every hit of the document the paragraph it begins in; `null`: in a separate title. */
  hit_paragraphs: (number | null)[];
  query: QueryEcho;
  /** Path of the document before it, in order of path. */
  previous: string | null;
  next: string | null;
  /** The paragraph of the scalar value that was asked for. */
  at_paragraph: number | null;
}

export interface ConcordanceResponse {
  query: QueryEcho;
  total_hits: number;
  total_documents: number;
  /** Lines after groups and samples were taken. */
  total_lines: number;
  /** The window asked for. */
  lines: ConcordanceLine[];
  /** Most lines first, at most 1,000; of all lines, not of a sample. */
  groups: { value: string; label: string; lines: number }[];
  total_groups: number;
  /** Filled where it was asked for; of all lines, not of a sample. */
  dispersion: Dispersion | null;
}

/** Where hits are: in documents and over time. */
export interface Dispersion {
  /** In order of path, at most 500; depths are 0 to 1000, ascending, each once. */
  documents: {
    path: string;
    title: string;
    date: string | null;
    words: number;
    hits: number;
    depths: number[];
  }[];
  /** More than `documents` if the list was cut. */
  total_documents: number;
  /** `null` where the corpus has no dates. */
  time: {
    unit: "day" | "month" | "year";
    step: number;
    /** `words` are those of the documents that pass the filters. */
    bars: { from: string; to: string; hits: number; words: number }[];
    /** Hits in documents without a date. */
    undated: number;
  } | null;
}

export interface ConcordanceLine {
  path: string;
  date: string | null;
  language: string | null;
  /** The metadata field asked for, its values joined. */
  field: string;
  left: string;
  matched: string;
  right: string;
  /**
   * Words before the hit in its document, or for a corpus query tokens before it
   * in its text: with the path it names the line.
   */
  hit: number;
  /** Filled where `with_places` was asked for. */
  place: { in_title: boolean; start: number; end: number; text: string } | null;
  token_start: number;
  token_end: number;
  /** How deep in the document the hit is, 0 to 1000. */
  depth: number;
}

/** What may stand at the caret; a suggestion replaces `start` to `end` of the text. */
export interface SuggestResponse {
  start: number;
  end: number;
  /** Fields or values first, then words or corrections, then titles. */
  suggestions: Suggestion[];
}

export interface Suggestion {
  kind: "word" | "title" | "value" | "field" | "correction";
  /** What replaces the part of the text. */
  insert: string;
  /** What is shown. */
  label: string;
  /** Occurrences of a word, documents of anything else. */
  count: number;
  /** The document of a title. */
  path: string | null;
  /** The name of the field of a value. */
  field: string | null;
}

/** A score, taken apart. */
export interface ExplainResponse {
  path: string;
  /** The parts add up to it. */
  score: number;
  /** Place among the documents found, by score; `null` where it is not found. */
  rank: number | null;
  parts: ScorePart[];
  words: number;
  mean_words: number;
  /** Words of the query that count for nothing, as function words do where there are others. */
  weightless: string[];
  /** Whether pairs were looked at: they are for the best documents only. */
  pairs: boolean;
}

export interface ScorePart {
  /**
   * A word in its forms, a phrase or other group, neighbours in the query that
   * stand near, or a word that a broader search has added.
   */
  kind: "word" | "group" | "pair" | "expansion";
  label: string;
  /** `weight` times `saturation`. */
  score: number;
  /** Hits in the document; for a pair, how often it stands near. */
  occurrences: number;
  in_title: number;
  /** Documents that have it. */
  documents: number;
  /** What a hit is worth: more, the fewer documents have it. */
  weight: number;
  /** What the occurrences count for: each less than the one before. */
  saturation: number;
}

/** The documents that the story is read in, and the window of its rows. */
export interface StoryScope {
  query?: string;
  syntax?: Syntax;
  mode?: Mode;
  filters?: Filter[];
  offset?: number;
  limit?: number;
}

export type NameKind = "person" | "organisation" | "place" | "other";
export type StatementKind = "direct" | "mixed" | "indirect" | "label";
export type FigureKind = "count" | "money" | "duration" | "share" | "compound";

/** Where something stands. */
export interface Evidence {
  path: string;
  date: string | null;
  start: number;
  end: number;
  /** The sentence around it, the piece itself marked as a hit. */
  sentence: Run[];
  /** The rule that found it. */
  why: string;
}

export interface Counted {
  text: string;
  count: number;
}

export interface NameRow {
  name: string;
  kind: NameKind;
  mentions: number;
  documents: number;
  /** Statements by it. */
  statements: number;
}

export interface NamesResponse {
  query: QueryEcho;
  /** Whether the corpus was analysed at all. */
  analysed: boolean;
  total: number;
  names: NameRow[];
}

export interface NameResponse {
  row: NameRow;
  spellings: Counted[];
  roles: { text: string; evidence: Evidence[] }[];
  /** Names in the same documents. */
  companions: NameRow[];
  /** Names that may be the same person's. */
  perhaps: string[];
  /** In order of time. */
  appearances: { path: string; date: string | null; mentions: number }[];
  mentions: Evidence[];
}

export interface StatementsResponse {
  query: QueryEcho;
  analysed: boolean;
  total: number;
  speakers: Counted[];
  /** Names in them, the most frequent first. */
  abouts: Counted[];
  statements: StatementRow[];
}

export interface StatementRow {
  evidence: Evidence;
  text: string;
  kind: StatementKind;
  /** `null` where the text leaves it open. */
  speaker: string | null;
  /** The words that stand for the speaker. */
  speaker_as: string | null;
  cue: string | null;
  venue: string | null;
  addressee: string | null;
  about: string[];
  /** Statements with the same number quote the same words. */
  cluster: number | null;
  /** How many of them there are in the documents looked at. */
  alike: number;
}

export interface FiguresResponse {
  query: QueryEcho;
  analysed: boolean;
  total: number;
  units: Counted[];
  figures: FigureRow[];
}

export interface FigureRow {
  evidence: Evidence;
  text: string;
  kind: FigureKind;
  value: number;
  unit: string;
  qualifier: string | null;
  claimant: string | null;
}

export interface DatesResponse {
  query: QueryEcho;
  analysed: boolean;
  total: number;
  /** How many there are of each date, in order of time. */
  days: Counted[];
  /** In order of time, unknown ones last. */
  mentions: DateRow[];
}

export interface DateRow {
  evidence: Evidence;
  text: string;
  /** What it means; `null` where nothing anchors it. */
  named: string | null;
  anchor: "absolute" | "document" | "none";
  /** People and bodies named near it. */
  with: string[];
}

export type EventKind =
  | "meeting"
  | "visit"
  | "call"
  | "attack"
  | "death"
  | "resignation"
  | "appointment"
  | "arrest"
  | "agreement"
  | "sanction"
  | "vote"
  | "announcement";

export interface EventsResponse {
  query: QueryEcho;
  analysed: boolean;
  total: number;
  /** The most frequent first. */
  kinds: Counted[];
  /** In order of time, undated ones last. */
  events: EventRow[];
}

export interface EventRow {
  evidence: Evidence;
  kind: EventKind;
  /** The words that tell it. */
  text: string;
  who: string[];
  place: string | null;
  /** The date that its own sentence names; `null` where nothing anchors it. */
  date: string | null;
  anchor: "absolute" | "document" | "none";
  date_text: string | null;
  /** It is to come, as the sentence tells it. */
  planned: boolean;
}

export interface CompareResponse {
  documents: ComparedDocument[];
  /** Paths that there are not. */
  missing: string[];
  both: Told[];
  differs: Difference[];
  only: OnlyIn[];
  /** Rows of `both`, `differs` and `only` before the lists were cut. */
  totals: [number, number, number];
}

export interface ComparedDocument {
  path: string;
  title: string;
  date: string | null;
}

export interface Told {
  /** One of each document that tells it. */
  passages: Evidence[];
  /** Names, figures and rare words. */
  shared: string[];
}

export interface Difference {
  kind: "figure" | "role" | "date" | "wording" | "venue" | "speaker";
  /** The unit, name, event or first words. */
  about: string;
  sides: Side[];
}

export interface Side {
  evidence: Evidence;
  text: string;
  /** By whose account. */
  who: string | null;
}

export interface OnlyIn {
  path: string;
  passages: Evidence[];
}

export interface PassagesResponse {
  path: string;
  /** In order of place. */
  passages: Telling[];
  /** Paths of near-duplicates, the nearest first. */
  duplicates: string[];
  /** For each of them the share of this document's runs of five words that it has. */
  shares: number[];
}

export interface Telling {
  start: number;
  end: number;
  /** The others' sentences, the nearest first. */
  others: Evidence[];
  /** Names, figures and rare words. */
  shared: string[];
}

/** Names that stand together. */
export interface NetworkResponse {
  query: QueryEcho;
  analysed: boolean;
  names: NameRow[];
  links: Link[];
}

export interface Link {
  /** Places among the names. */
  a: number;
  b: number;
  documents: number;
  sentences: number;
}

/** Documents that are nearly one text. */
export interface DuplicatesResponse {
  query: QueryEcho;
  total: number;
  groups: DuplicateGroup[];
}

export interface DuplicateGroup {
  documents: string[];
  /** How much of each both it and the one that it is like have. */
  shares: number[];
}

export interface About {
  title: string;
  description: string | null;
  documents: number;
  /** Words, boilerplate left out. */
  words: number;
  /** Words and punctuation marks, boilerplate included. */
  tokens: number;
  /** Different folded words. */
  types: number;
  text_bytes: number;
  index_bytes: number;
  /** Earliest and latest. */
  dates: [string, string] | null;
  undated: number;
  languages: { language: string | null; documents: number; stemmed: boolean }[];
  fields: { name: string; label: string; facet: boolean; documents: number; values: number }[];
  /** What is said of tokens, as attributes in corpus queries: part of speech, lemma … */
  layers: { name: string; values: number; tokens: number }[];
  /** Structures that documents are annotated with. */
  structures: { name: string; attributes: string[]; regions: number }[];
  sections: { name: string; about: string; codec: string; bytes: number }[];
  /** What the build had to say, at most 1,000. */
  warnings: { path: string; line: number | null; message: string }[];
  total_warnings: number;
  /** How the text was analysed, in sentences. */
  analysis: string[];
  generator: string;
  format: string;
  built: string | null;
  /** Whether names, statements, figures and dates were found. */
  analysed: boolean;
}

/** The element, as `document.querySelector("corpus-explorer")` gives it. */
export interface CorpusExplorerElement extends HTMLElement {
  /** As `Corpus.request`, on the element's own engine. */
  request<R extends Request>(request: R, options?: { signal?: AbortSignal }): Promise<Answer<R>>;
}

declare global {
  interface HTMLElementTagNameMap {
    "corpus-explorer": CorpusExplorerElement;
  }
}
