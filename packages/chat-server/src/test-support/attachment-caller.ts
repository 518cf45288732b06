/** A file to upload. What is left out is a small text. */
export interface FileToUpload {
  readonly name?: string;
  readonly mime?: string;
  readonly body?: BodyInit;
  /** Added to the headers, or in the place of the right ones; `undefined` takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** The JSON answer to an upload, or to one that was refused. */
export interface UploadAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly id: string;
    readonly url: string;
    readonly name: string;
    readonly mime: string;
    readonly bytes: number;
    readonly error: { readonly code: string; readonly message: string };
  };
}

/** Uploads and downloads as anybody who has a token. */
export interface AttachmentCaller {
  upload(token: string, threadId: string, file?: FileToUpload): Promise<UploadAnswer>;
  download(token: string, url: string, init?: RequestInit): Promise<Response>;
}

/** Makes a caller of the service that answers `fetch` at `endpoint`. */
export function createAttachmentCaller(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  endpoint: string = 'http://localhost',
): AttachmentCaller {
  return {
    upload: async (token, threadId, file = {}) => {
      const { name = 'hello.txt', mime = 'text/plain', body = 'Hello', headers: other = {} } = file;
      const headers = new Headers();
      const given = {
        authorization: `Bearer ${token}`,
        'content-type': mime,
        'x-confab-file-name': encodeURIComponent(name),
        ...other,
      };
      for (const [header, value] of Object.entries(given)) {
        if (value !== undefined) headers.set(header, value);
      }
      const init: RequestInit & { duplex: 'half' } = {
        method: 'POST',
        duplex: 'half',
        body,
        headers,
      };
      const response = await fetch(`${endpoint}/chat/threads/${threadId}/attachments`, init);
      return {
        status: response.status,
        headers: response.headers,
        body: await response.json(),
      };
    },
    download: async (token, url, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      return await fetch(url, { ...init, headers });
    },
  };
}
