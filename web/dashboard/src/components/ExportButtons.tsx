import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeRange } from '../lib/timeRange';
import { EXPORT_FORMATS, exportPath, type ExportFormat } from './exportPath';

interface ExportButtonsProps {
  readonly query: string;
  readonly range: TimeRange;
}

/** Saves the answer as a file, which the server streams: it may be larger than what a page can hold. */
export function ExportButtons({ query, range }: ExportButtonsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      {EXPORT_FORMATS.map((format) => (
        <Button
          key={format}
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={15} />}
          aria-label={t('explore.export', { format: format.toUpperCase() })}
          onClick={() => { save(query, format, range); }}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </Group>
  );
}

function save(query: string, format: ExportFormat, range: TimeRange): void {
  const link = document.createElement('a');
  link.href = exportPath(query, format, range, Date.now());
  link.download = '';
  link.click();
}
