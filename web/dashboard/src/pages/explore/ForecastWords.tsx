import { Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Forecast } from '../../api/analysis';
import { shortLabels } from '../../charts/alignedData';

/** What each forecast rests on, and what the trend is. */
export function ForecastWords({ forecast }: { readonly forecast: Forecast }): ReactElement {
  const { t } = useTranslation();
  const names = shortLabels(forecast.series.map(({ labels }) => labels));
  return (
    <Stack gap="xs" mt="lg" component="section" aria-label={t('analysis.forecast')}>
      <Title order={2} size="h3">
        {t('analysis.forecast')}
      </Title>
      {forecast.series.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('analysis.noForecast')}
        </Text>
      )}
      {forecast.series.map(({ words, trend }, index) => (
        <div key={names[index]}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {names[index]}
          </Text>
          <Text size="sm">{words}</Text>
          <Text size="sm" c="dimmed">
            {t('analysis.trend', { reason: trend.reason })}
          </Text>
        </div>
      ))}
      {forecast.leftOut > 0 && (
        <Text size="xs" c="dimmed">
          {t('analysis.leftOut', { count: forecast.leftOut })}
        </Text>
      )}
    </Stack>
  );
}
