import type { Budget } from '../src/budget.ts';
import type { Figure, LoadSite } from '../src/load-row.ts';
import { median, medianRatio, quantile } from '../src/statistics.ts';
import type { KeyReading } from './connected-contract.ts';
import { openConnectedScene } from './connected-scene.ts';
import type { ConnectedScene } from './connected-scene.ts';
import { openConnected } from './connected-session.ts';
import { withPages } from './measured-page.ts';
import type { MeasuredPage } from './measured-page.ts';

/** How typing into the composer is measured. */
export interface ComposerPlan {
  /** Loaded messages. */
  readonly size: number;
  readonly messagesPerSecond: number;
  /** How much slower than this machine the page's processor is made. */
  readonly throttling: number;
  readonly rounds: number;
  /** Key presses in one turn. */
  readonly keys: number;
  /** Milliseconds between two key presses; half of it to one and a half. */
  readonly keyIntervalMs: number;
}

/** What takes turns, the judged one last: a text field in an empty page, and the composer without and with messages. */
const sides = ['a bare text field', 'without messages', 'with messages'] as const;
type Turns = Readonly<Record<(typeof sides)[number], (readonly KeyReading[])[]>>;

const WITHIN_A_FRAME: Budget = { valueAtMost: 16 };
const text = 'the quick brown fox jumps over the lazy dog ';
/** Messages come in for so long before keys are pressed. */
const leadMs = 500;

/** Types into the composer of a connected thread while messages come in, and into a bare field, in turns. */
export async function measureComposer(site: LoadSite, plan: ComposerPlan): Promise<Figure[]> {
  const scene = await openConnectedScene(site, plan.size);
  const inPages = async (field: MeasuredPage, thread: MeasuredPage): Promise<Figure[]> => {
    const turns: Turns = {
      'a bare text field': [],
      'without messages': [],
      'with messages': [],
    };
    const rates: number[] = [];
    const cpu = { bare: [] as number[], quiet: [] as number[] };
    await prepareKeys(field, 'textarea');
    await prepareKeys(thread, '[data-part="composer-input"]');
    // Until the first round is over, the compiler is busy.
    for (let round = -1; round < plan.rounds; round += 1) {
      const bareCpu = await typeKeys(field, plan, 1);
      const quietCpu = await typeKeys(thread, plan, 1);
      const bare = await typeKeys(field, plan, plan.throttling);
      const quiet = await typeKeys(thread, plan, plan.throttling);
      const stream = startStream(scene, plan.messagesPerSecond);
      await sleep(leadMs);
      const busy = await typeKeys(thread, plan, plan.throttling);
      const rate = await stream.stop();
      if (round < 0) continue;
      turns['a bare text field'].push(bare.readings);
      turns['without messages'].push(quiet.readings);
      turns['with messages'].push(busy.readings);
      cpu.bare.push(bareCpu.cpuMs);
      cpu.quiet.push(quietCpu.cpuMs);
      rates.push(rate);
    }
    return [
      ...figuresOf(turns, 0.5),
      ...figuresOf(turns, 0.95, WITHIN_A_FRAME),
      {
        name: 'processor time of a key press, not slowed down',
        unit: 'ms',
        values: { 'a bare text field': median(cpu.bare), 'without messages': median(cpu.quiet) },
        ratio: medianRatio(cpu.quiet, cpu.bare),
      },
      { name: 'messages that came in', unit: 'messages/s', values: { rate: median(rates) } },
    ];
  };
  try {
    return await withPages({ entry: 'field-page.ts', isCounted: false }, site.folder, (fields) =>
      withPages({ entry: 'connected-page.tsx', isCounted: false }, site.folder, async (threads) => {
        const { page } = await openConnected(threads, scene, plan.size);
        return inPages(await fields.open(), page);
      }),
    );
  } finally {
    await scene.stop();
  }
}

async function prepareKeys({ page, evaluate }: MeasuredPage, field: string): Promise<void> {
  await page.locator(field).click();
  await evaluate('keyPage.watch()');
}

interface Typed {
  readonly readings: readonly KeyReading[];
  /** Processor time of the main thread for one key press. It says nothing while the page is slowed down. */
  readonly cpuMs: number;
}

async function typeKeys(
  { page, cdp, evaluate, readThreadMs }: MeasuredPage,
  { keys, keyIntervalMs }: ComposerPlan,
  throttling: number,
): Promise<Typed> {
  // A page that is slowed down keeps a processor busy even while it has nothing to do: only one is at a time.
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttling });
  await evaluate('keyPage.take()');
  const before = await readThreadMs();
  for (let key = 0; key < keys; key += 1) {
    const letter = text.charAt(key % text.length);
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await sleep(keyIntervalMs * (0.5 + Math.random()));
  }
  const spent = (await readThreadMs()) - before;
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  // What keyPage.take returns there.
  const readings = (await evaluate('keyPage.take()')) as readonly KeyReading[];
  if (readings.length < keys * 0.9) {
    throw new Error(`Only ${readings.length} of ${keys} letters were seen in the page.`);
  }
  return { readings, cpuMs: spent / keys };
}

/** Judged by the median of the rounds: a disturbance by the machine falls into one of them. */
function figuresOf(turns: Turns, share: number, budget?: Budget): Figure[] {
  const figureOf = (name: string, read: (reading: KeyReading) => number): Figure => ({
    name: `${name}, p${share * 100}`,
    unit: 'ms',
    values: Object.fromEntries(
      sides.map((side) => [
        side,
        median(turns[side].map((readings) => quantile(readings.map(read), share))),
      ]),
    ),
  });
  return [
    {
      ...figureOf('keypress to paint', ({ toPaint, wait }) => toPaint - wait),
      ...(budget !== undefined && { budget }),
    },
    figureOf('with the wait for the frame', ({ toPaint }) => toPaint),
  ];
}

/** Somebody else writes at an even rate, whatever the page does. `stop` resolves to what the rate was. */
function startStream(scene: ConnectedScene, perSecond: number): { stop(): Promise<number> } {
  const begin = performance.now();
  const sends: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    const due = ((performance.now() - begin) * perSecond) / 1000;
    while (sends.length < due) sends.push(scene.say(`${text}${sends.length}`));
  }, 1000 / perSecond);
  return {
    async stop() {
      clearInterval(timer);
      const seconds = (performance.now() - begin) / 1000;
      await Promise.all(sends);
      return sends.length / seconds;
    },
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
