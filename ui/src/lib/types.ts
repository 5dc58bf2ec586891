// The records that the desk's API gives, as the server writes them. Written once, here.

export interface Made {
  stage: string;
  version: string;
}

/** The words a value was read from; offsets count Unicode code points of the report's text. */
export interface Evidence {
  document: string;
  start: number;
  end: number;
  text: string;
  made: Made;
  layer?: 'report' | 'capture' | 'setting';
}

export interface Unknown {
  is: 'unknown';
  reason: string;
  candidates?: string[];
}

export interface Known<T> {
  is: 'known';
  value: T;
  evidence: Evidence[];
  how?: string;
}

export type Field<T> = Known<T> | Unknown;

export interface Interval {
  start: string;
  end: string;
  precision?: 'day' | 'week' | 'month' | 'season' | 'year' | 'span';
  moment?: string | null;
}

export interface Range {
  low: number;
  high: number | null;
}

export interface Why {
  rule: string;
  words: string;
  score: number;
}

export interface Header {
  report: string;
  document: string;
  title: Field<string>;
  outlet: Field<string>;
  published: Field<Interval>;
  url: Field<string>;
  version?: { number: number; of: number; newest: boolean } | null;
}

export interface Participant {
  words: string;
  kind: string;
  evidence: Evidence;
  entry?: string | null;
}

export interface PlaceRole {
  role: string;
  words: string;
  evidence: Evidence;
  relation?: string | null;
}

export interface Speaker {
  words: string;
  kind: string;
  evidence: Evidence;
  verb?: Evidence | null;
}

export interface Claim {
  id: string;
  report: string;
  type: string;
  mode: Field<string>;
  reality: Known<string>;
  actors: Participant[] | Unknown;
  recipients: Participant[] | Unknown;
  places: PlaceRole[] | Unknown;
  when: { is: 'when'; words: string; evidence: Evidence } | Unknown;
  casualties: { kind: string; amount: Range; evidence: Evidence }[] | Unknown;
  means: { words: string; evidence: Evidence }[] | Unknown;
  sources: Speaker[];
  evidence: Evidence;
  sentence: Evidence;
  why: Why;
  confidence: number;
  also?: Evidence[];
}

export interface Place {
  is: 'place';
  id: string;
  name: string;
  kind: string;
  country: string;
  province?: string | null;
  latitude?: number | null;
  longitude?: number | null;
}

export interface Judgement {
  decision: string;
  kind: DecisionKind;
  by: string;
  at: string;
  field?: string | null;
  note?: string | null;
}

export interface GroundedClaim {
  claim: Claim;
  when: Field<Interval>;
  said: Field<Interval>[];
  places: { index: number; place: Place | Unknown; score: number; why: string }[];
  actors: { side: string; index: number; entry: Field<string> }[];
  judgements?: Judgement[];
}

export type DecisionKind = 'accept' | 'correct' | 'reject' | 'merge' | 'split' | 'note' | 'undo';

export interface Decision {
  id: string;
  kind: DecisionKind;
  subjects: string[];
  by: string;
  at: string;
  field?: string | null;
  machine?: string | null;
  value?: string | null;
  note?: string | null;
}

export interface DecisionRow {
  decision: Decision;
  stands: boolean;
  orphaned?: string[];
  /** Later ones say something else of all of its claims. */
  outranked?: boolean;
  /** What was decided, in a few words. */
  what?: string;
}

export type Role = 'reader' | 'analyst' | 'admin';
export type Can = 'decide' | 'add' | 'export' | 'users';

export interface Me {
  name: string;
  role: Role;
  login: boolean;
  case: { name: string };
  csrf: string;
  version: string;
  can: Can[];
}

export type ReviewState = 'open' | 'accepted' | 'corrected' | 'rejected';
/** Of an event: "partly" where some of its claims are open still. */
export type EventReview = ReviewState | 'partly';

export interface EventRow {
  id: string;
  title: string;
  type: string;
  day: string | null;
  day_precision: string | null;
  place: string | null;
  place_key: string | null;
  lat: number | null;
  lon: number | null;
  actors: string[];
  /** Of the actors those whom an adversary alone names. */
  blamed: string[];
  /** How many independent origins deny it. */
  denials: number;
  killed: Range | null;
  reality: string;
  reports: number;
  origins: number;
  rival: string[];
  review: EventReview;
  day_end?: string | null;
}

export interface Page<T> {
  total: number;
  items: T[];
}

export interface ClusterProperties {
  cluster: true;
  count: number;
  bbox: [number, number, number, number];
  types: Record<string, number>;
  /** The chosen event, where the page put it into this circle. */
  holds?: string;
}

export interface PointProperties {
  cluster: false;
  event: string;
  title: string;
  type: string;
  place: string;
  place_key: string;
  precision: 'point' | 'area';
  radius_km: number | null;
  day: string | null;
  reality: string;
  origins: number;
  review: EventReview;
  /** Its claims give types or realities that differ, or days that cannot both be. */
  differs: boolean;
}

export interface PointFeature<P> {
  type: 'Feature';
  id?: string | number;
  geometry: { type: 'Point'; coordinates: [number, number] } | null;
  properties: P;
}

export interface FeatureCollection<P> {
  type: 'FeatureCollection';
  features: PointFeature<P>[];
}

export interface FacetValue {
  value: string;
  label: string;
  count: number;
  selected: boolean;
}

export interface Bin {
  from: string;
  to: string;
  count: number;
}

export interface Explored {
  counts: { events: number; claims: number; reports: number; undated: number; unresolved: number; rejected: number };
  points: FeatureCollection<ClusterProperties | PointProperties>;
  facets: Record<string, FacetValue[]>;
  more?: Record<string, number>;
  timeline: { unit: 'day' | 'week' | 'month' | 'year'; bins: Bin[] };
  unresolved: { words: string; reason: string; count: number; events: string[] }[];
  /** Independent origins are still being counted; asking again a little later gives them. */
  pending?: boolean;
}

export interface EventValue {
  content: string | Interval | Range;
  words: string;
  label?: string;
  claims: string[];
  sources: string[];
  origins: number;
  first?: string | null;
  last?: string | null;
}

export interface EventField {
  name: string;
  state: 'agreed' | 'rival' | 'unknown';
  reason?: string;
  best?: EventValue | string | null;
  low?: number | null;
  high?: number | null;
  rule: string;
  values: EventValue[];
}

export interface EventClaim {
  header: Header;
  grounded: GroundedClaim;
  chain: string[];
  origin: string;
  family: string | null;
  fields: Record<string, string>;
}

export interface Link {
  claim: string;
  other: string;
  score: number;
  why: Why[];
  doubtful?: boolean;
}

export interface Relation {
  kind: 'denies' | 'announces' | 'recalls' | 'sums-up' | 'follows';
  claim: string;
  event: string;
  score: number;
  why: Why[];
  /** Of the claim that bears on it: its report, and its sentence. */
  header?: Header;
  words?: string;
}

export interface EventRecord {
  id: string;
  claims: string[];
}

export interface EventDetail {
  event: EventRecord;
  row: EventRow;
  fields: EventField[];
  claims: EventClaim[];
  echoes: string[][];
  links: Link[];
  rivals: Link[];
  relations: Relation[];
  decisions: DecisionRow[];
}

/** One line of a claim unfolded. */
export interface Line {
  label: string;
  value: string;
  notes?: string[];
  unknown?: boolean;
  mark?: string | null;
  evidence?: Evidence[];
}

export interface ClaimDetail {
  header: Header;
  grounded: GroundedClaim;
  lines: Line[];
  machine: GroundedClaim | null;
  decisions: DecisionRow[];
  event: string | null;
}

export interface ReportRow {
  header: Header;
  kind: string;
  claims: number;
  silence: string | null;
  notices: string[];
  flagged: number;
}

export interface BlockFlag {
  kind: string;
  reason: string;
  start: number;
  end: number;
  words?: string;
  why?: string;
}

export interface Block {
  id: string | number;
  label: 'headline' | 'dateline' | 'byline' | 'body' | 'quote' | 'caption' | 'comment' | 'related' | 'boilerplate';
  start: number;
  end: number;
  author?: string | null;
  time?: string | null;
  depth?: number | null;
  flags: BlockFlag[];
}

export interface ReportMention {
  start: number;
  end: number;
  kind: string;
  label: string;
  entry?: string | null;
}

export interface ReportClaim {
  id: string;
  type: string;
  reality: string;
  sentence: [number, number];
  marks: { start: number; end: number; field: string }[];
  event: string | null;
  review: ReviewState;
}

export interface VersionRow {
  number: number;
  /** The identifier of the report as it was in this version. */
  id: string;
  taken: string;
  claims: number;
  newest: boolean;
  again?: boolean;
  kind?: string;
}

export interface Notice {
  kind: string;
  evidence: Evidence;
}

export interface ReportDetail {
  header: Header;
  kind: string;
  kind_reason?: string;
  language: Field<string>;
  notices: Notice[];
  metadata: Record<string, unknown>;
  silence?: string | null;
  text: string;
  blocks: Block[];
  mentions: ReportMention[];
  claims: ReportClaim[];
  versions: VersionRow[];
  warnings: string[];
}

export interface Comparison {
  blocks: {
    state: 'same' | 'added' | 'removed' | 'changed';
    left: string | null;
    right: string | null;
    words?: { op: '=' | '+' | '-'; text: string }[];
  }[];
  claims: Record<'kept' | 'added' | 'removed', ComparedClaim[]>;
}

export interface ComparedClaim {
  id: string;
  type: string;
  reality: string;
  words: string;
}

export interface PlaceRow {
  key: string;
  name: string;
  level: string;
  lat: number | null;
  lon: number | null;
  country: string | null;
  province: string | null;
  events: number;
  control: boolean;
  state: ControlState | null;
  holder: string | null;
}

export type ControlState = 'held' | 'contested' | 'unknown' | 'stale';

export interface Camp {
  holder: string | Unknown;
  words: string;
  claims: string[];
  origins: string[];
  stake: 'none' | 'party' | 'own' | 'against';
  /** The holder's name. */
  label?: string | null;
  /** The words for a side that is named and that no dictionary has. */
  worded?: string | null;
}

export interface ControlPlace {
  key: string;
  name: string;
  level: string;
  place: Place | Unknown;
  relation?: string | null;
}

export interface ControlSpell {
  id: string;
  place: ControlPlace;
  holder: string | Unknown;
  holder_label?: string | null;
  holder_words?: string | null;
  state: ControlState;
  first: string | null;
  last: string | null;
  since: Interval | Unknown;
  until: Interval | Unknown;
  camps: Camp[];
  claims: string[];
  heard: string | null;
  stale_after: number;
  why: string;
}

export interface ToldRow {
  claim: string;
  header: Header;
  words: string;
  act: string;
  side: string;
  day: string | null;
}

/** A place as the gazetteer has it. */
export interface PlaceAbout {
  key: string;
  name: string;
  level: string;
  lat: number | null;
  lon: number | null;
  country: string | null;
  province: string | null;
}

export interface PlaceDetail {
  key: string;
  place: ControlPlace | PlaceAbout | null;
  about?: PlaceAbout | null;
  spellings?: string[];
  parts?: { key: string; name: string; claims: number }[];
  undated?: { claim: string; words: string; act: string }[];
  stale_after?: number;
  spells: ControlSpell[];
  events: EventRow[];
  told: ToldRow[];
}

export interface ControlProperties {
  place: string;
  place_id: string | null;
  place_key?: string | null;
  level: string;
  country: string | null;
  place_unknown: string | null;
  state: ControlState;
  holder: string | null;
  holder_name: string | null;
  /** The words for a holder that is named and that no dictionary has. */
  holder_words?: string | null;
  holder_unknown: string | null;
  first: string | null;
  last: string | null;
  heard: string | null;
  why: string;
  claims: string[];
}

export interface ControlDay {
  day: string;
  first: string | null;
  last: string | null;
  /** The last day of which anything is told. */
  told_last?: string | null;
  features: FeatureCollection<ControlProperties>;
  changes: { day: string; count: number }[];
}

export interface ClaimCard {
  header: Header;
  grounded: GroundedClaim;
  decisions?: DecisionRow[];
  chain?: string[];
  lines?: Line[];
  event?: string | null;
  text?: string;
  offset?: number;
}

/** The paragraph of a sentence, and where it begins in the report's text, in code points. */
export interface Paragraph {
  text: string;
  offset: number;
}

export interface Candidate {
  label: string;
  value: unknown;
  hint?: string;
}

/** A claim of a pair, and the event that it is in. */
export interface PairCard extends ClaimCard {
  of: { title: string; claims: number; reports: number } | null;
}

export interface PairTask {
  id: string;
  kind: 'pair';
  one: PairCard;
  other: PairCard;
  /** What joining them would do, in one sentence. */
  joining: string;
  joined: boolean;
  score: number;
  why: (Why | string)[];
  importance: number;
}

export interface ClaimTask {
  id: string;
  kind: 'claim';
  claim: ClaimDetail & Paragraph;
  uncertainty: number;
  importance: number;
  candidates: Record<string, Candidate[]>;
}

export type Task = PairTask | ClaimTask;

export interface ReviewAnswer {
  /** How many are open now: a decision may answer several, or open new ones. */
  left: number;
  done: number;
  task: Task | null;
}

export type CorrectionValue =
  | { words: { start: number; end: number } }
  | { candidate: unknown }
  | { text: string }
  | { unknown: true };

export interface NewDecision {
  kind: DecisionKind;
  subjects: string[];
  field?: string;
  value?: CorrectionValue;
  rest?: string[];
  note?: string;
  /** The decisions of its sort that were seen to stand; without them it is laid over whatever stands. */
  seen?: string[];
}

export interface SourceRow {
  url: string;
  name: string;
  kind: string;
  checked: string | null;
  succeeded: string | null;
  next: string | null;
  items: number;
  failures: number;
  failing: number;
  error: string | null;
  health?: string;
}

export interface RunRow {
  id: string;
  started: string;
  coder: string;
  stages: Made[];
  dictionaries: string;
  /** How many reports it coded, and how many claims of earlier runs it changed. */
  reports?: number;
  changed?: number;
}

export interface RunChange {
  header: Header;
  kind: 'new' | 'gone' | 'changed';
  fields: string[];
  before: GroundedClaim | null;
  after: GroundedClaim | null;
  /** What the claim says of each field, before and after, in words. */
  told: { field: string; before: string | null; after: string | null }[];
}

export interface RunDetail {
  run: RunRow;
  changes: RunChange[];
}

export interface Progress {
  job?: string;
  done: number;
  total: number | null;
  document?: string | null;
  reports?: number;
  claims?: number;
  versions?: number;
  known?: number;
  /** Pages that could not be read. */
  failed?: number;
  errors?: string[];
  error?: string | null;
  finished?: boolean;
}

/** A block that holds the words; `matches` are where, in code points of `text`. */
export interface Hit {
  report: string;
  header?: Header;
  document: string;
  label: string;
  text: string;
  start: number;
  end: number;
  matches: [number, number][];
  stands?: boolean;
  flags?: BlockFlag[];
}

export interface Suggestion {
  value: unknown;
  label: string;
  hint?: string;
}

export interface MapLayer {
  name: string;
  url: string;
  kind?: string;
}

/** What the map can show besides what it has itself: the analyst's own boundaries and tiles. */
export interface MapLayers {
  boundaries: MapLayer[];
  pmtiles: MapLayer[];
}

export interface UserRow {
  name: string;
  role: Role;
  created?: string;
}

export interface ExportForms {
  claims: string[];
  events: string[];
}

// The brief, as the server makes it.

export interface BriefLine {
  pieces: { text: string; notes?: number[] }[];
}

export interface BriefFootnote {
  number: number;
  claims: string[];
  report: string;
  document: string;
  outlet: Field<string>;
  title: Field<string>;
  published: Field<Interval>;
  url: Field<string>;
  sentence: Evidence;
  words: Evidence[];
}

export interface BriefSpot {
  key: string;
  name: string;
  latitude: number;
  longitude: number;
  radius_km?: number | null;
}

export interface Occurrence {
  id: string;
  heading: string;
  what: string;
  days: Interval | Unknown;
  standing: string;
  support: string;
  reports: number;
  origins: number;
  fields: EventField[];
  spots: BriefSpot[];
  lines: BriefLine[];
  figures: BriefLine[];
  differences: BriefLine[];
  gaps: BriefLine[];
  bearing: BriefLine[];
}

export interface BriefRecord {
  title: string;
  area: string;
  made: string;
  summary: BriefLine[];
  happened: { days: Interval | Unknown; events: Occurrence[] }[];
  announced: Occurrence[];
  denied: Occurrence[];
  background: Occurrence[];
  totals: { kind: string; amount: Range | null; unknown: Unknown | null; lines: BriefLine[] }[];
  control: { key: string; name: string; level: string; start: BriefLine; end: BriefLine; changes: BriefLine[] }[];
  disputed: BriefLine[];
  unknown: BriefLine[];
  echoes: BriefLine[];
  notes: BriefFootnote[];
  timeline: { first: string; last: string; several: number; one: number }[];
  unit: 'day' | 'week' | 'month';
}
