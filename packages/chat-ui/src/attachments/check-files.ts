/** Which files a message may take. */
export interface FileRules {
  /** The largest file, in bytes. */
  readonly maxBytes: number;
  /** So many files at most in one message. */
  readonly maxCount: number;
  /** Media types that are allowed, such as `image/png` or `image/*`. Default: all. */
  readonly accept?: readonly string[] | undefined;
}

/** Why a file cannot be attached. `folder`: it is none. `unreadable`: the browser cannot read it. */
export type FileProblem = 'folder' | 'unreadable' | 'empty' | 'too-large' | 'type' | 'too-many';

/** The limits of the chat service of this kit. */
export const defaultFileRules: FileRules = { maxBytes: 10_000_000, maxCount: 10 };

/** What comes of some files: those that can be attached, and why the others cannot. */
export interface CheckedFiles {
  readonly accepted: readonly File[];
  readonly refused: readonly { readonly name: string; readonly problem: FileProblem }[];
}

/** Looks which of some files a message may take, that has `present` already. */
export async function checkFiles(
  files: readonly File[],
  present: number,
  rules: FileRules,
): Promise<CheckedFiles> {
  const problems = await Promise.all(files.map((file) => problemOf(file, rules)));
  const accepted: File[] = [];
  const refused: CheckedFiles['refused'][number][] = [];
  for (const [index, file] of files.entries()) {
    const isFull = present + accepted.length >= rules.maxCount;
    const problem = problems[index] ?? (isFull ? 'too-many' : undefined);
    if (problem === undefined) accepted.push(file);
    else refused.push({ name: file.name, problem });
  }
  return { accepted, refused };
}

async function problemOf(file: File, rules: FileRules): Promise<FileProblem | undefined> {
  if (file.size > rules.maxBytes) return 'too-large';
  if (!isAllowed(file.type, rules.accept)) return 'type';
  try {
    // A folder looks like a file without a type until somebody reads it.
    await file.slice(0, 1).arrayBuffer();
  } catch {
    return file.type === '' && file.size % 4096 === 0 ? 'folder' : 'unreadable';
  }
  return file.size === 0 ? 'empty' : undefined;
}

function isAllowed(type: string, accept: readonly string[] | undefined): boolean {
  if (accept === undefined) return true;
  return accept.some((allowed) =>
    allowed.endsWith('/*') ? type.startsWith(allowed.slice(0, -1)) : type === allowed,
  );
}
