// Loaded into a measured server with --import. Over the process channel it answers `reset` (forget the loop's delays so far)
// and `read` (how it has been since, after a full collection when the process was started with --expose-gc).
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
let cpu = process.cpuUsage();

// The monitor's timer is late by the delay; its own period is no delay.
const lagMs = (ns) => Math.max(0, ns / 1e6 - RESOLUTION_MS);

process.on('message', (ask) => {
  if (ask === 'reset') {
    delays.reset();
    cpu = process.cpuUsage();
    return process.send({});
  }
  const { user, system } = process.cpuUsage(cpu);
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send({
    lagP99Ms: lagMs(delays.percentile(99)),
    lagMaxMs: lagMs(delays.max),
    cpuMs: (user + system) / 1000,
    rss,
    heapUsed,
  });
});
// A server that may end does not wait for this channel; but it ends with the one who measures it, however that one ended.
process.channel?.unref();
process.on('disconnect', () => process.exit());
