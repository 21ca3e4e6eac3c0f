/** A PostgreSQL for a program that is no test. */
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import startServer from '../setup/postgres.ts';

/** An empty database; `close` takes it away with its server. */
export async function openPostgres(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  let server = '';
  const stop = await startServer({ provide: (_name: string, url: string) => (server = url) } as unknown as TestProject);
  const name = `mujaz_kills_${process.pid}`;
  await ask(server, `create database ${name} template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    close: async () => {
      await ask(server, `drop database ${name} with (force)`);
      await stop();
    },
  };
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
