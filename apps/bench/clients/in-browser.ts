// The script of the measured page.
import { measureClients } from './measure-clients.ts';

Object.assign(globalThis, { measureClients });
