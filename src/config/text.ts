/** Settings as text: from flags, from `//gopark:config`, from a program file. */
import { ConfigError, type PolicyName, type Quota, type Settings } from './config.ts';
import { parseDuration } from './duration.ts';

/** `200ms/100ms`, or CPUs as `2.5` (of a period of 100ms). */
export function parseQuota(text: string): Quota {
  const [quota, period, ...more] = text.split('/');
  const cpus = Number(quota);
  if (period === undefined && Number.isFinite(cpus) && cpus > 0) {
    return { quotaNs: Math.round(cpus * 1e8), periodNs: 1e8 };
  }
  const quotaNs = parseDuration(quota ?? '');
  const periodNs = parseDuration(period ?? '');
  if (quotaNs === undefined || periodNs === undefined || more.length > 0) {
    throw new ConfigError(
      'quota',
      `quota cannot be ${JSON.stringify(text)}: it is CPU time in each period, as ` + '200ms/100ms',
    );
  }
  return { quotaNs, periodNs };
}

function wholeNumber(setting: string, text: string): number {
  if (!/^[+-]?\d+$/.test(text.trim())) {
    throw new ConfigError(
      setting,
      `${setting} cannot be ${JSON.stringify(text)}: it is a whole number`,
    );
  }
  return Number(text);
}

/** How the settings of `//gopark:config` are read. */
const READERS: Record<string, (text: string) => Settings> = {
  gomaxprocs: (text) => ({ gomaxprocs: wholeNumber('gomaxprocs', text) }),
  cpus: (text) => ({ cpus: wholeNumber('cpus', text) }),
  cores: (text) => ({ cores: wholeNumber('cores', text) }),
  quota: (text) => ({ quota: parseQuota(text) }),
  load: (text) => ({ load: wholeNumber('load', text) }),
  policy: (text) => ({ policy: text as PolicyName }),
  go: (text) => ({ go: text }),
  seed: (text) => ({ seed: text }),
  cost: (text) => ({ cost: text }),
};

/** The settings that a program asks for; unknown ones are an error, as in the source. */
export function settingsOf(config: Readonly<Record<string, string>>): Settings {
  const settings: Settings = {};
  for (const [name, text] of Object.entries(config)) {
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (!read)
      throw new ConfigError(
        name,
        `there is no setting ${name}; there are ${Object.keys(READERS).join(', ')}`,
      );
    Object.assign(settings, read(text));
  }
  return settings;
}
