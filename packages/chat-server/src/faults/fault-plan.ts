import type { ChatEventName } from '../domain/events.ts';
import type { OperationName } from '../rest/operations.ts';
import type {
  ChatFaults,
  FaultDuration,
  FaultRule,
  FaultTiming,
  RealtimeFaultRule,
  RestFaultRule,
} from './chat-faults.ts';
import { createSeededRandom } from './seeded-random.ts';

/** What strikes one request or event. `ms` is what the delays add up to. */
export interface Stroke<Rule> {
  readonly delayMs: number;
  /** Milliseconds by which the answer to a request is held back. */
  readonly responseDelayMs: number;
  /** The rule that strikes, other than a delay. */
  readonly rule: Rule | undefined;
}

/** The present rules with their counters. */
export interface FaultPlan {
  /** Puts these rules in place of the present ones, with fresh counters. */
  set(faults: ChatFaults): void;
  /** Whether there is any rule for realtime. */
  readonly hasRealtimeRules: boolean;
  /** Whether there is any rule for requests. */
  readonly hasRestRules: boolean;
  /** Counts a request and says what happens to it. */
  strikeRequest(operation: OperationName): Stroke<RestFaultRule>;
  /** Counts an event on one socket and says what happens to it. */
  strikeEvent(event: ChatEventName): Stroke<RealtimeFaultRule>;
}

interface RunningRule {
  readonly rule: FaultRule;
  readonly random: () => number;
  matches: number;
  strokes: number;
}

/** Starts with these rules. */
export function createFaultPlan(initial: ChatFaults = { rules: [] }): FaultPlan {
  let running: RunningRule[] = [];
  const set = ({ seed = 0, rules }: ChatFaults): void => {
    // Each rule has its own numbers, so that what one rule uses up changes nothing for the others.
    running = rules.map((rule, index) => ({
      rule,
      random: createSeededRandom(seed + Math.imul(index + 1, 0x6a09e667)),
      matches: 0,
      strokes: 0,
    }));
  };
  set(initial);

  function strike<Rule extends FaultRule>(pick: (rule: FaultRule) => Rule | undefined) {
    let delayMs = 0;
    let responseDelayMs = 0;
    for (const state of running) {
      const rule = pick(state.rule);
      if (rule === undefined || !isStriking(state, rule)) continue;
      if (rule.fault === 'delay') delayMs += pickDuration(rule.ms, state.random);
      else if (rule.fault === 'delay-response') {
        responseDelayMs += pickDuration(rule.ms, state.random);
      } else return { delayMs, responseDelayMs, rule };
    }
    return { delayMs, responseDelayMs, rule: undefined };
  }

  return {
    set,
    get hasRealtimeRules() {
      return running.some(({ rule }) => rule.where === 'realtime');
    },
    get hasRestRules() {
      return running.some(({ rule }) => rule.where === 'rest');
    },
    strikeRequest: (operation) =>
      strike((rule) =>
        rule.where === 'rest' && (rule.operations?.includes(operation) ?? true) ? rule : undefined,
      ),
    strikeEvent: (event) =>
      strike((rule) =>
        rule.where === 'realtime' && (rule.events?.includes(event) ?? true) ? rule : undefined,
      ),
  };
}

/** Counts one more match of the rule. */
function isStriking(state: RunningRule, timing: FaultTiming): boolean {
  const { after = 0, times = Infinity, probability = 1 } = timing;
  state.matches++;
  if (state.matches <= after || state.strokes >= times) return false;
  if (probability < 1 && state.random() >= probability) return false;
  state.strokes++;
  return true;
}

function pickDuration(duration: FaultDuration, random: () => number): number {
  if (typeof duration === 'number') return duration;
  const [least, most] = duration;
  return least + random() * (most - least);
}
