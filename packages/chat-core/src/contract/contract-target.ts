/** Where a contract is run. */
export type ContractTarget =
  | { readonly kind: 'local' }
  | { readonly kind: 'azure'; readonly endpoint: string; readonly connectionString: string };

/**
 * Reads where to run from the environment. Azure must be asked for by name (`CONFAB_CONTRACT_TARGET=azure`, which `npm run test:azure`
 * sets): whoever has a resource's variables in his shell for other reasons does not want the usual tests to run on it.
 *
 * @throws Error when Azure is asked for and a variable is missing. The text holds no value of any.
 */
export function readContractTarget(
  env: Readonly<Record<string, string | undefined>>,
): ContractTarget {
  if (env['CONFAB_CONTRACT_TARGET'] !== 'azure') return { kind: 'local' };
  const endpoint = env['AZURE_COMMUNICATION_SERVICE_ENDPOINT'];
  const connectionString = env['COMMUNICATION_SAMPLES_CONNECTION_STRING'];
  if (!endpoint || !connectionString) {
    throw new Error(
      'AZURE_COMMUNICATION_SERVICE_ENDPOINT or COMMUNICATION_SAMPLES_CONNECTION_STRING is not set, so nothing was run on Azure. Start the contract with `npm run test:azure`, which says what to set.',
    );
  }
  return { kind: 'azure', endpoint, connectionString };
}
