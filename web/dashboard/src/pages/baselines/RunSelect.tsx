import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoadTests } from '../../api/loadTests';
import { useErrorText } from '../../components/Notice';
import { formatMinute } from '../../lib/formatTime';

interface RunSelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (run: string | null) => void;
  readonly error?: string | undefined;
}

/** One of the newest load tests. */
export function RunSelect({ label, value, onChange, error }: RunSelectProps): ReactElement {
  const { t, i18n } = useTranslation();
  const runs = useLoadTests();
  const explain = useErrorText();
  return (
    <Select
      label={label}
      searchable
      w={{ base: '100%', xs: 340 }}
      placeholder={t('baselines.chooseRun')}
      nothingFoundMessage={t('baselines.noRuns')}
      data={(runs.data ?? []).map(({ id, name, state, startedAt }) => ({ value: id, label: `${name} · ${formatMinute(startedAt, i18n.language)} · ${state}` }))}
      value={value}
      onChange={onChange}
      error={error ?? (runs.isError ? explain(runs.error) : undefined)}
    />
  );
}
