import { Group, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoadTest, useLoadTests, type LoadTest } from '../../api/loadTests';
import { useErrorText } from '../../components/Notice';
import { formatMinute } from '../../lib/formatTime';
import { OlderRuns } from '../loadtests/OlderRuns';

interface RunSelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (run: string | null) => void;
  readonly error?: string | undefined;
}

/** One of the newest load tests, of older ones that were asked for, or the one that is chosen already, however old. */
export function RunSelect({ label, value, onChange, error }: RunSelectProps): ReactElement {
  const { t, i18n } = useTranslation();
  const runs = useLoadTests();
  const chosen = useLoadTest(value).data?.run;
  const explain = useErrorText();
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label={label}
        searchable
        w={{ base: '100%', xs: 340 }}
        placeholder={t('baselines.chooseRun')}
        nothingFoundMessage={t('baselines.noRuns')}
        data={offered(runs.data ?? [], chosen).map(({ id, name, state, startedAt }) => ({ value: id, label: `${name} · ${formatMinute(startedAt, i18n.language)} · ${state}` }))}
        value={value}
        onChange={onChange}
        error={error ?? (runs.isError ? explain(runs.error) : undefined)}
      />
      <OlderRuns source={runs} />
    </Group>
  );
}

/** The newest, and below them one that is older. */
function offered(newest: readonly LoadTest[], chosen: LoadTest | undefined): readonly LoadTest[] {
  return chosen === undefined || newest.some(({ id }) => id === chosen.id) ? newest : [...newest, chosen];
}
