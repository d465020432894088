'use strict';
// What cutover.sh and rollback.sh do with a .env: checking, backing up, changing, putting back, always at once or not at all.
// Everything arrives through the environment (a DSN in an argument would stand in the process list) and no key is ever printed.
const fs = require('node:fs');
const path = require('node:path');
const { Refusal, Same, refuse, masked, effective } = require('./env-lines.cjs');

const DSN = /^(https?):\/\/[0-9a-f]{32}@((?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?)((?:\/[\w.-]+)*)\/(\d+)$/i;
const { ENV_FILE: envFile, BACKUP_FILE: backupFile, TEMP_FILE: tempFile, NEW_DSN: newDsn, DISABLE: disable } = process.env;

function read(file) {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false }) ?? refuse(`there is no ${file}: name the right one (--env FILE for the .env)`);
  if (stat.isSymbolicLink()) refuse(`${file} is a symbolic link, which a replacement would turn into a file: name the file it leads to`);
  if (!stat.isFile()) refuse(`${file} is not a regular file: name the right one`);
  try {
    return { stat, bytes: fs.readFileSync(file) };
  } catch (e) {
    return refuse(`${file} can't be read (${e.code}): run this as its owner`);
  }
}

/** What is to be changed: [key, value] pairs. */
const wanted = () => (disable ? [['SENTRY_SAMPLE_RATE', '0'], ['SENTRY_TRACES_SAMPLE_RATE', '0']] : [['SENTRY_DSN', newDsn]]);

/** The file after the change, and what was done to it. */
function changed(file, bytes) {
  let text = bytes.toString('latin1');
  const steps = [];
  for (const [key, value] of wanted()) {
    const entry = effective(file, Buffer.from(text, 'latin1'), key);
    if (!entry && !disable) refuse(`${file} has no ${key} line, so the services get theirs from elsewhere: find that place, or add the line with the present DSN, restart and try again`);
    const show = key === 'SENTRY_DSN' ? masked : (shown) => shown || '(empty)';
    if (entry) {
      if (entry.quote && /[\r\n]/.test(entry.value)) refuse(`${key} in ${file} goes over several lines: write it on one`);
      text = text.slice(0, entry.start) + value + text.slice(entry.end);
      if (entry.value !== value) steps.push(`line ${entry.line} ${key}: ${show(entry.value)} -> ${show(value)}`);
    } else {
      const eol = /\r\n/.test(text) ? '\r\n' : '\n';
      text += `${text === '' || /[\r\n]$/.test(text) ? '' : eol}${key}=${value}${eol}`;
      steps.push(`new line ${key}=${value}`);
    }
  }
  const after = Buffer.from(text, 'latin1');
  for (const [key, value] of wanted()) {
    if (effective(file, after, key)?.value !== value) refuse(`${key} in ${file} would not read as intended after the change: write that line in the plain form ${key}=value`);
  }
  return { after, steps };
}

function create(file, bytes, mode, stat) {
  const fd = fs.openSync(file, 'wx', 0o600);
  try {
    fs.writeFileSync(fd, bytes);
    const now = fs.fstatSync(fd);
    if (now.uid !== stat.uid || now.gid !== stat.gid) fs.fchownSync(fd, stat.uid, stat.gid);
    fs.fchmodSync(fd, mode);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  if (!fs.readFileSync(file).equals(bytes)) refuse(`${file} does not read back as written: look at the disk`);
}

function syncFolder(file) {
  const fd = fs.openSync(path.dirname(file), 'r');
  try { fs.fsyncSync(fd); } finally { fs.closeSync(fd); }
}

function replace(bytes, stat) {
  create(tempFile, bytes, stat.mode & 0o7777, stat);
  fs.renameSync(tempFile, envFile);
  syncFolder(envFile);
}

const commands = {
  /** Everything about the file and the DSN that can be wrong before anything is done; prints what would change. */
  check() {
    if (!disable) {
      const parts = DSN.exec(newDsn) ?? refuse('the new DSN is malformed: it must be http(s)://KEY@HOST/PROJECT with a key of 32 hexadecimal digits and a numeric project; '
        + 'copy it from the project\'s settings (Client Keys)');
      const port = /:(\d+)$/.exec(parts[2])?.[1];
      if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) refuse('the new DSN is malformed: its port is not within 1 to 65535');
    }
    const { stat, bytes } = read(envFile);
    if (stat.nlink > 1) refuse(`${envFile} has ${stat.nlink} hard links, of which only this one would change: make it a file of its own`);
    if (!(stat.mode & 0o200)) refuse(`${envFile} is not writable, so somebody protected it: chmod u+w it if the change is agreed`);
    const { steps } = changed(envFile, bytes);
    if (steps.length === 0) throw new Same(disable ? `${envFile} has both rates at 0 already` : 'the new DSN is the one that the .env has already, so there is nothing to change');
    return steps.join('\n');
  },
  backup() {
    const { stat, bytes } = read(envFile);
    create(tempFile, bytes, 0o600, stat);
    // Unlike a renaming, a link never takes the place of another file, and half a backup never has the name of one.
    fs.linkSync(tempFile, backupFile);
    fs.unlinkSync(tempFile);
    syncFolder(backupFile);
  },
  change() {
    const { stat, bytes } = read(envFile);
    if (!bytes.equals(fs.readFileSync(backupFile))) refuse(`${envFile} was changed by somebody else since the backup a moment ago: agree with them, then run this again`);
    const { after, steps } = changed(envFile, bytes);
    replace(after, stat);
    return steps.join('\n');
  },
  /** Whether the file says what was asked for. */
  verify() {
    const { bytes } = read(envFile);
    for (const [key, value] of wanted()) {
      if (effective(envFile, bytes, key)?.value !== value) refuse(`${envFile} does not have the new ${key}: somebody changed it in between`);
    }
  },
  checkBackup() {
    const { stat, bytes } = read(backupFile);
    if (bytes.length === 0) refuse(`${backupFile} is empty: name an older one`);
    const mode = (stat.mode & 0o7777).toString(8).padStart(3, '0');
    if (mode !== '600' && !process.env.FORCE_MODE) refuse(`${backupFile} has mode ${mode} and not 600, so others could have read or changed it: look at it, then use --force-mode`);
    const entry = effective(backupFile, bytes, 'SENTRY_DSN') ?? refuse(`${backupFile} has no SENTRY_DSN: it is no backup of this .env; name another one`);
    if (process.env.NEED_DSN && !DSN.test(entry.value)) refuse(`${backupFile} has no well-formed SENTRY_DSN to restart a service with: name another one`);
    return masked(entry.value);
  },
  /** The mode and owner are those that .env has now: cutover.sh kept them, and whoever changed them since meant it. */
  restore() {
    const { stat, bytes } = read(backupFile);
    replace(bytes, fs.lstatSync(envFile, { throwIfNoEntry: false }) ?? stat);
  },
  /** The bare value for a service's environment; the caller does not print it. */
  value() {
    const file = backupFile || envFile;
    return effective(file, read(file).bytes, process.env.KEY)?.value ?? '';
  },
};

try {
  const text = commands[process.argv[2]]();
  if (text) process.stdout.write(`${text}\n`);
} catch (e) {
  const reasons = { ENOSPC: 'the disk is full', EFBIG: 'the file size limit is too small', EACCES: 'no right to write there', EPERM: 'the owner could not be kept: run this as the owner or as root', EROFS: 'the disk is read-only' };
  process.stderr.write(`${e instanceof Refusal ? e.message : `${reasons[e.code] ?? 'it failed'} (${e.syscall ?? 'internal'} ${e.code ?? e.message})`}\n`);
  process.exitCode = e instanceof Same ? 3 : 1;
}
