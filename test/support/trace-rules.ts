import type { TraceArgs, TraceEvent, TraceFile } from "#protocol";

type Slice = Extract<TraceEvent, { ph: "X" }>;
type Arrow = Extract<TraceEvent, { ph: "s" | "f" }>;
type Counter = Extract<TraceEvent, { ph: "C" }>;

/** What in a file breaks the rules of the Trace Event Format, or would be drawn wrongly; none: []. */
export function brokenTraceRules(file: TraceFile): string[] {
  const events = file.traceEvents;
  const slices = events.filter((event): event is Slice => event.ph === "X");
  return [
    ...events.flatMap(brokenEvent),
    ...byThread(slices).flatMap(brokenNesting),
    ...brokenArrows(
      events.filter((event): event is Arrow => event.ph === "s" || event.ph === "f"),
      slices,
    ),
    ...brokenCounters(events.filter((event): event is Counter => event.ph === "C")),
    ...brokenNames(events),
  ];
}

const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;

function brokenEvent(event: TraceEvent): string[] {
  const broken: string[] = [];
  const say = (what: string) => broken.push(`${what}: ${JSON.stringify(event)}`);
  if (!["M", "X", "s", "f", "C", "i"].includes(event.ph)) say("unknown phase");
  if (![event.pid, event.tid].every((id) => Number.isInteger(id) && id > 0)) say("bad pid or tid");
  if (event.name === "") say("no name");
  if (event.ph !== "M" && !(Number.isFinite(event.ts) && event.ts >= 0)) say("bad ts");
  if (event.ph === "X" && !(Number.isFinite(event.dur) && event.dur > 0)) say("bad dur");
  if (!isComplete(event)) say("a field of this phase is missing or wrong");
  return broken;
}

/** What the format asks of each phase beyond time and thread. Perfetto drops events that lack it without a word. */
function isComplete(event: TraceEvent): boolean {
  if (event.ph === "M") return METADATA[event.name]?.(event.args) ?? false;
  if (event.ph === "C") return Object.values(event.args).every(Number.isFinite);
  if (event.ph === "i") return event.s === "t";
  const isArrow = event.ph === "s" || event.ph === "f";
  const isBound = !isArrow || (event.ph === "f") === (event.bp === "e");
  return event.cat !== "" && isBound && (!isArrow || Number.isSafeInteger(event.id));
}

/** Names of metadata that readers know, and the argument that each must have. */
const METADATA: Readonly<Record<string, (args: TraceArgs) => boolean>> = {
  process_name: ({ name }) => typeof name === "string" && name !== "",
  thread_name: ({ name }) => typeof name === "string" && name !== "",
  process_sort_index: ({ sort_index }) => Number.isInteger(sort_index),
  thread_sort_index: ({ sort_index }) => Number.isInteger(sort_index),
};

function byThread<E extends TraceEvent>(events: readonly E[]): E[][] {
  const threads = new Map<string, E[]>();
  for (const event of events) {
    const thread = threads.get(threadOf(event));
    if (thread) thread.push(event);
    else threads.set(threadOf(event), [event]);
  }
  return [...threads.values()];
}

/** In the order of their beginnings, each within the one around it. */
function brokenNesting(slices: readonly Slice[]): string[] {
  const broken: string[] = [];
  const open: Slice[] = [];
  let last = 0;
  for (const slice of slices) {
    if (slice.ts < last) broken.push(`goes back in time: ${JSON.stringify(slice)}`);
    last = slice.ts;
    while (open.length > 0 && endOf(open.at(-1) as Slice) <= slice.ts) open.pop();
    const around = open.at(-1);
    if (around && endOf(around) < endOf(slice))
      broken.push(`across ${JSON.stringify(around)}: ${JSON.stringify(slice)}`);
    open.push(slice);
  }
  return broken;
}

/** As a reader adds it up: without a tolerance. */
const endOf = ({ ts, dur }: Slice) => ts + dur;

function brokenArrows(arrows: readonly Arrow[], slices: readonly Slice[]): string[] {
  const threads = new Map(byThread(slices).map((thread) => [threadOf(thread[0] as Slice), thread]));
  const ids = [...new Set(arrows.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const [from, to, ...more] = arrows.filter((arrow) => arrow.id === id);
    if (from?.ph !== "s" || to?.ph !== "f" || to.bp !== "e" || more.length > 0)
      return [`arrow ${id} is not one beginning and one end`];
    const broken = [];
    if (to.ts < from.ts) broken.push(`arrow ${id} points back in time`);
    if (from.name !== to.name || from.cat !== to.cat) broken.push(`arrow ${id} has two names`);
    if (!/^(send|post) /.test(innermost(threads, from))) broken.push(`arrow ${id} from no send`);
    if (!/^receive /.test(innermost(threads, to))) broken.push(`arrow ${id} to no receive`);
    return broken;
  });
}

/** Name of the slice that an arrow's end binds to. */
function innermost(threads: ReadonlyMap<string, readonly Slice[]>, arrow: Arrow): string {
  const at = arrow.ts;
  const around = threads.get(threadOf(arrow))?.filter((s) => s.ts <= at && at < endOf(s));
  return around?.at(-1)?.name ?? "";
}

function brokenCounters(counters: readonly Counter[]): string[] {
  const last = new Map<string, Counter>();
  return counters.flatMap((counter) => {
    const key = `${counter.pid} ${counter.name}`;
    const before = last.get(key);
    last.set(key, counter);
    const isBack = before && before.ts > counter.ts;
    const isLess =
      before && Object.entries(before.args).some(([k, v]) => v > (counter.args[k] ?? -1));
    return isBack || isLess ? [`counter goes back: ${JSON.stringify(counter)}`] : [];
  });
}

function brokenNames(events: readonly TraceEvent[]): string[] {
  const named = events.flatMap((e) =>
    e.ph !== "M" ? [] : [e.name === "process_name" ? `${e.pid}` : `${e.name} ${threadOf(e)}`],
  );
  return events.flatMap((event) => {
    const isNamed =
      named.includes(`${event.pid}`) && named.includes(`thread_name ${threadOf(event)}`);
    return isNamed ? [] : [`thread ${threadOf(event)} has no name`];
  });
}
