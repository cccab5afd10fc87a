import { Group, SegmentedControl, Select } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DETECTORS } from '../../api/anomalies';
import { SearchField } from '../../components/SearchField';
import { ANOMALY_LEVELS, ANOMALY_SPANS, CONFIDENCES, type AnomalySearch, type Changes } from '../../lib/urlState';
import { useDetectorName } from './useDetectorName';

interface AnomalyFiltersProps {
  readonly search: AnomalySearch;
  readonly onChange: (change: Changes<AnomalySearch>) => void;
}

// While somebody types, the service is not asked at every letter.
const TYPING_MS = 300;

export function AnomalyFilters({ search, onChange }: AnomalyFiltersProps): ReactElement {
  const { t } = useTranslation();
  const detectorName = useDetectorName();
  const [series, setSeries] = useState(search.series ?? '');
  const apply = useDebouncedCallback((text: string) => { onChange({ series: text || undefined }); }, TYPING_MS);
  const type = (text: string): void => {
    setSeries(text);
    apply(text);
  };
  return (
    <Group mb="md" gap="sm" align="flex-start">
      <SegmentedControl
        aria-label={t('anomalies.since')}
        data={ANOMALY_SPANS.map((value) => ({ value, label: value }))}
        value={search.since ?? '24h'}
        onChange={(value) => { onChange({ since: value === '24h' ? undefined : ANOMALY_SPANS.find((known) => known === value) }); }}
      />
      <SegmentedControl
        aria-label={t('anomalies.severity')}
        data={ANOMALY_LEVELS.map((value) => ({ value, label: t(`anomalies.atLeast.${value}`) }))}
        value={search.severity ?? 'info'}
        onChange={(value) => { onChange({ severity: value === 'warning' || value === 'critical' ? value : undefined }); }}
      />
      <SearchField clearable maxLength={200} label={t('anomalies.search')} value={series} onSearch={type} />
      <Select
        w={210}
        clearable
        searchable
        aria-label={t('anomalies.detector')}
        placeholder={t('anomalies.detector')}
        nothingFoundMessage={t('noMatch.title')}
        data={DETECTORS.map((value) => ({ value, label: detectorName(value) }))}
        value={search.detector ?? null}
        onChange={(detector) => { onChange({ detector: detector ?? undefined }); }}
      />
      <Select
        w={150}
        clearable
        aria-label={t('anomalies.confidence')}
        placeholder={t('anomalies.confidence')}
        data={CONFIDENCES.map((value) => ({ value, label: t('anomalies.atLeastConfidence', { percent: Math.round(Number(value) * 100) }) }))}
        value={search.confidence ?? null}
        onChange={(value) => { onChange({ confidence: CONFIDENCES.find((known) => known === value) }); }}
      />
    </Group>
  );
}
