// `node in-node.js <plan as JSON>`: prints what was measured, as JSON.
import { measureClients } from './measure-clients.ts';
import type { ClientPlan } from './measure-clients.ts';

// It comes from run-clients.ts beside this file.
const plan = JSON.parse(process.argv[2] ?? '') as ClientPlan;
process.stdout.write(JSON.stringify(await measureClients(plan)));
