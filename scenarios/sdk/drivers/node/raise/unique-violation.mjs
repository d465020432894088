import { createRequire } from 'node:module';
import { remark } from '../lib/output.mjs';
import { runTag } from './run-tag.mjs';

const CONNECT_LIMIT_MS = 5_000;

/** A real table with a real constraint on the run's PostgreSQL, and a row that is inserted once too often. */
export async function open({ table, row, uniqueOn }, { request, cleanup }) {
  if (!request.postgresUrl) throw new Error('no PostgreSQL was given (postgresUrl)');
  const pg = createRequire(import.meta.url)('pg');
  const client = new pg.Client({
    connectionString: request.postgresUrl, connectionTimeoutMillis: CONNECT_LIMIT_MS, query_timeout: CONNECT_LIMIT_MS,
  });
  // A connection that breaks makes its queries fail; without a listener it would end the process as well.
  client.on('error', error => remark(`PostgreSQL connection: ${error.code ?? error.message}`));
  await client.connect();
  const repository = new Repository(client, `${table}_${runTag(request.runId)}`, uniqueOn);
  cleanup.add(repository);
  try {
    await repository.createTable(row);
    await repository.create(row);
  } catch (error) {
    await cleanup.close(repository);
    throw error;
  }
  return Object.assign(repository, {
    raise: report => raise(report, repository, row),
  });
}

async function raise(report, repository, row) {
  try {
    await repository.create(row);
  } catch (error) {
    return report(error, { table: repository.table, constraint: repository.constraint });
  }
  throw new Error(`PostgreSQL took the same row of ${repository.table} twice`);
}

class Repository {
  constructor(client, table, uniqueOn) {
    this.client = client;
    this.table = table;
    this.uniqueOn = uniqueOn;
    this.constraint = `${table}_${uniqueOn.join('_')}_key`;
  }

  get name() {
    return `table ${this.table}`;
  }

  async createTable(row) {
    const columns = Object.entries(row).map(([name, value]) => `${name} ${typeof value === 'number' ? 'integer' : 'text'} not null`);
    await this.client.query(
      `create table ${this.table} (${columns.join(', ')}, constraint ${this.constraint} unique (${this.uniqueOn.join(', ')}))`);
  }

  async create(row) {
    const names = Object.keys(row);
    const places = names.map((_, index) => `$${index + 1}`);
    await this.client.query(`insert into ${this.table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row));
  }

  async close() {
    try {
      await this.client.query(`drop table if exists ${this.table}`);
    } finally {
      await this.client.end();
    }
  }
}
