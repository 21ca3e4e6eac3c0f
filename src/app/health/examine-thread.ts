/** The thread that examines: it is handed the configuration and hands back what it found. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Config } from '../../config/index.ts';
import { examine } from '../doctor.ts';
import { examineSending } from '../examine-sending/examine-sending.ts';

const config = workerData as Config;
const groups = await Promise.all([examine(config), examineSending(config)]);
parentPort?.postMessage(groups.flat());
