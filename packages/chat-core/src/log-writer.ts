import { createClientLogger, type AzureLogger } from '@azure/logger';

/** Writes one line, unless its level is not shown. `json` is added, redacted. */
export type WriteLog = (level: keyof AzureLogger, text: string, json?: string) => void;

/** Creates what writes the lines of `log.ts`, which loads this file when it is needed. */
export function createLogWriter(): WriteLog {
  const logger = createClientLogger('communication-chat');
  return (level, text, json) => {
    const line = logger[level];
    if (!line.enabled) return;
    const shown = redactTokens(redactQuery(text));
    line(json === undefined ? shown : `${shown} ${redactJson(json)}`);
  };
}

const redacted = 'REDACTED';
/** The fields whose text a log may show. All other text may be what people wrote, or a secret. */
const openFields = /^(id|kind|type|code|version|epoch|.*(Id|Type|On|Time))$/;

/** Whether a text may be shown. Ids are short, and no id is like a token. */
function isOpen(key: string, text: string): boolean {
  return openFields.test(key) && text.length <= 120 && redactTokens(text) === text;
}

/** Text without what looks like a JWT, which a careless proxy may repeat in a header of its answer. */
export function redactTokens(text: string): string {
  return text.replaceAll(/[\w-]{10,}\.[\w-]{10,}\.[\w-]+/g, '<token>');
}

/** JSON as a log may show it: the structure, numbers, ids and times; any other text is replaced, and metadata as a whole. */
function redactJson(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), (key, value: unknown) =>
      key === 'metadata' || (typeof value === 'string' && !isOpen(key, value)) ? redacted : value,
    );
  } catch {
    return `(${json.length} characters that are not JSON)`;
  }
}

/** A URL as a log may show it: of the query only the API version. */
function redactQuery(text: string): string {
  return text.replace(/([?&](?!api-version=)[^=&#\s]*=)[^&#\s]*/g, `$1${redacted}`);
}
