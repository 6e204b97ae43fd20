/* Reads /proc. */
#include "process.h"
#include <dirent.h>
#include <stdio.h>
#include <string.h>

double process_cpu_us(int pid) {
  char path[300];
  double total = 0;
  snprintf(path, sizeof path, "/proc/%d/task", pid);
  DIR *tasks = opendir(path);
  if (tasks == NULL) return 0;
  struct dirent *task;
  while ((task = readdir(tasks)) != NULL) {
    if (task->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", pid, task->d_name);
    FILE *file = fopen(path, "r");
    unsigned long long run_ns = 0;
    if (file == NULL) continue;
    if (fscanf(file, "%llu", &run_ns) == 1) total += run_ns / 1000.0;
    fclose(file);
  }
  closedir(tasks);
  return total;
}

long process_rss_kb(int pid) {
  char path[64], line[256];
  long kb = 0;
  snprintf(path, sizeof path, "/proc/%d/status", pid);
  FILE *file = fopen(path, "r");
  if (file == NULL) return 0;
  while (fgets(line, sizeof line, file) != NULL) {
    if (sscanf(line, "VmRSS: %ld", &kb) == 1) break;
  }
  fclose(file);
  return kb;
}
