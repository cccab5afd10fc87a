import { LOAD_METHODS, type NewLoadTest } from '../../api/loadTests';

/** A load test as the form holds it: what is empty is left out. */
export interface LoadTestFormValues {
  readonly name: string;
  readonly url: string;
  readonly method: NewLoadTest['method'];
  readonly virtualUsers: number | string;
  readonly durationSeconds: number | string;
  readonly thinkTimeSeconds: number | string;
  readonly timeoutSeconds: number | string;
  readonly expectedRequestsPerSecond: number | string;
}

export const NEW_LOAD_TEST: LoadTestFormValues = {
  name: '',
  url: '',
  method: LOAD_METHODS[0],
  virtualUsers: 10,
  durationSeconds: 60,
  thinkTimeSeconds: 0,
  timeoutSeconds: 10,
  expectedRequestsPerSecond: '',
};

export function toPlan({ name, url, expectedRequestsPerSecond, ...values }: LoadTestFormValues): NewLoadTest {
  return {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    url: url.trim(),
    method: values.method,
    virtualUsers: Number(values.virtualUsers),
    durationSeconds: Number(values.durationSeconds),
    thinkTimeSeconds: Number(values.thinkTimeSeconds),
    timeoutSeconds: Number(values.timeoutSeconds),
    ...(expectedRequestsPerSecond === '' ? {} : { expectedRequestsPerSecond: Number(expectedRequestsPerSecond) }),
  };
}

export type LoadTestProblem = 'urlUnfit' | 'usersUnfit' | 'durationUnfit';

/** What no server would take, found before it is asked; its limits and its allowed hosts are its own to tell. */
export function validateLoadTest({ url, virtualUsers, durationSeconds }: LoadTestFormValues): Partial<Record<keyof LoadTestFormValues, LoadTestProblem>> {
  const problems: Partial<Record<keyof LoadTestFormValues, LoadTestProblem>> = {};
  if (!URL.canParse(url.trim()) || !/^https?:$/.test(new URL(url.trim()).protocol)) problems.url = 'urlUnfit';
  if (!(Number(virtualUsers) >= 1)) problems.virtualUsers = 'usersUnfit';
  if (!(Number(durationSeconds) >= 1)) problems.durationSeconds = 'durationUnfit';
  return problems;
}
