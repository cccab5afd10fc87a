import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_REFRESH, REFRESH_INTERVALS, type RefreshInterval } from '../lib/urlState';

interface RefreshPickerProps {
  readonly value: RefreshInterval | undefined;
  readonly onChange: (interval: RefreshInterval) => void;
}

/** How often a view asks again. */
export function RefreshPicker({ value, onChange }: RefreshPickerProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Select
      w={92}
      aria-label={t('range.refresh')}
      allowDeselect={false}
      checkIconPosition="right"
      data={REFRESH_INTERVALS.map((interval) => ({ value: interval, label: interval === 'off' ? t('range.off') : interval }))}
      value={value ?? DEFAULT_REFRESH}
      onChange={(interval) => {
        const chosen = REFRESH_INTERVALS.find((candidate) => candidate === interval);
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  );
}
