// Everything the page asks of the server, typed. A call throws Failure with the server's one line of why.

import type {
  BriefRecord, ClaimDetail, Comparison, ExportForms, ControlDay, DecisionRow, EventDetail, EventRow, Explored, Hit, MapLayers, Me, NewDecision, Page,
  PlaceDetail, PlaceRow, ReportDetail, ReportRow, ReviewAnswer, RunDetail, RunRow, SourceRow, Suggestion, UserRow, Role,
} from './types';

export class Failure extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly retryAfter: number | null = null,
    /** The decisions that were not seen, where that is why. */
    readonly decisions: readonly string[] = [],
  ) {
    super(message);
    this.name = 'Failure';
  }
}

let csrf = '';
let lost: (failure: Failure) => void = () => {};

/** What is done where the server no longer knows who asks. */
export function onLost(then: (failure: Failure) => void): void {
  lost = then;
}

/** The token that goes with every write; it comes with /api/me. */
export function setCsrf(token: string): void {
  csrf = token;
}

type Value = string | number | boolean | null | undefined;
export type Query = Record<string, Value | readonly string[]>;

/** The query as it stands in an address, lists as repeated names, empty ones left out. */
export function queryString(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'object') for (const each of value) params.append(name, each);
    else params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

async function call<T>(method: string, path: string, body?: BodyInit | null, signal?: AbortSignal, type?: string): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (type) headers['Content-Type'] = type;
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf;
  let answer: Response;
  try {
    answer = await fetch(path, { method, headers, body: body ?? null, signal: signal ?? null, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Failure(0, 'The desk does not answer. Is `dateline desk` still running?');
  }
  const text = await answer.text();
  let data: unknown = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    if (answer.ok) throw new Failure(answer.status, 'The desk gave an answer that is not JSON; reload the page.');
  }
  if (!answer.ok) {
    const told = data as { error?: unknown; decisions?: string[] } | null;
    const words = typeof told?.error === 'string' ? told.error : `The desk answered ${answer.status} ${answer.statusText}.`;
    const wait = Number(answer.headers.get('Retry-After'));
    const failure = new Failure(answer.status, words, Number.isFinite(wait) && wait > 0 ? wait : null, told?.decisions);
    if (answer.status === 401 && path !== '/api/login') lost(failure);
    throw failure;
  }
  return data as T;
}

const get = <T>(path: string, signal?: AbortSignal) => call<T>('GET', path, null, signal);
const post = <T>(path: string, body: unknown) => call<T>('POST', path, JSON.stringify(body), undefined, 'application/json');
const part = encodeURIComponent;

export const api = {
  me: () => get<Me>('/api/me'),
  login: (name: string, password: string) => post<Me>('/api/login', { name, password }),
  logout: () => post<null>('/api/logout', {}),
  explore: (query: Query, signal?: AbortSignal) => get<Explored>(`/api/explore${queryString(query)}`, signal),
  events: (query: Query, signal?: AbortSignal) => get<Page<EventRow>>(`/api/events${queryString(query)}`, signal),
  event: (id: string, query: Query, signal?: AbortSignal) =>
    get<EventDetail>(`/api/events/${part(id)}${queryString(query)}`, signal),
  claim: (id: string, query: Query, signal?: AbortSignal) =>
    get<ClaimDetail>(`/api/claims/${part(id)}${queryString(query)}`, signal),
  reports: (query: Query, signal?: AbortSignal) => get<Page<ReportRow>>(`/api/reports${queryString(query)}`, signal),
  report: (id: string, query: Query, signal?: AbortSignal) =>
    get<ReportDetail>(`/api/reports/${part(id)}${queryString(query)}`, signal),
  compare: (id: string, other: string, signal?: AbortSignal) =>
    get<Comparison>(`/api/reports/${part(id)}/compare/${part(other)}`, signal),
  places: (query: Query, signal?: AbortSignal) => get<Page<PlaceRow>>(`/api/places${queryString(query)}`, signal),
  place: (key: string, query: Query, signal?: AbortSignal) =>
    get<PlaceDetail>(`/api/places/${part(key)}${queryString(query)}`, signal),
  control: (query: Query, signal?: AbortSignal) => get<ControlDay>(`/api/control${queryString(query)}`, signal),
  review: (query: Query, signal?: AbortSignal) => get<ReviewAnswer>(`/api/review${queryString(query)}`, signal),
  decide: (decision: NewDecision) => post<{ decision: DecisionRow; changed: { events: string[] } }>('/api/decisions', decision),
  decisions: (query: Query, signal?: AbortSignal) => get<Page<DecisionRow>>(`/api/decisions${queryString(query)}`, signal),
  sources: (signal?: AbortSignal) => get<{ items: SourceRow[] }>('/api/sources', signal),
  runs: (signal?: AbortSignal) => get<{ items: RunRow[] }>('/api/runs', signal),
  run: (id: string, signal?: AbortSignal) => get<RunDetail>(`/api/runs/${part(id)}`, signal),
  addFiles: (form: FormData) => call<{ job: string }>('POST', '/api/add', form),
  addAddress: (body: { url: string; published?: string; outlet?: string }) => post<{ job: string }>('/api/add/address', body),
  search: (query: Query, signal?: AbortSignal) => get<Page<Hit>>(`/api/search${queryString(query)}`, signal),
  suggest: (query: Query, signal?: AbortSignal) => get<Suggestion[]>(`/api/suggest${queryString(query)}`, signal),
  layers: (signal?: AbortSignal) => get<MapLayers>('/map/layers', signal),
  brief: (query: Query, signal?: AbortSignal) => get<BriefRecord>(`/api/brief${queryString({ ...query, form: 'json' })}`, signal),
  forms: (signal?: AbortSignal) => get<ExportForms>('/api/export/forms', signal),
  users: (signal?: AbortSignal) => get<{ items: UserRow[] }>('/api/users', signal),
  addUser: (user: { name: string; password: string; role: Role }) => post<null>('/api/users', user),
  removeUser: (name: string) => call<null>('DELETE', `/api/users/${part(name)}`),
};
