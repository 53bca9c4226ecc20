/* mortise/abi/storage.h: SQL inside the call's unit of work, limited to the tables and columns that the manifest declares. */
#ifndef MORTISE_ABI_STORAGE_H
#define MORTISE_ABI_STORAGE_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_STORAGE "mortise.storage/1"

/* A parameter, named as in the text without its colon. */
typedef struct mortise_parameter {
    mortise_str name;
    mortise_value value;
} mortise_parameter;

/* All rows of one answer, row by row. Valid until handle() returns. */
typedef struct mortise_rows {
    uint64_t struct_size;
    const mortise_value *values; /* row_count x column_count */
    uint64_t row_count;
    uint64_t column_count;
    uint64_t affected; /* rows inserted, updated or deleted */
} mortise_rows;

typedef struct mortise_storage_v1 {
    uint64_t struct_size;
    void *ctx;
    /* Runs one statement and fetches all its rows. `columns` gives the type wanted for each result column (MORTISE_I64,
     * MORTISE_F64, MORTISE_TEXT); none for a statement without rows. Parameters and :names must match exactly. The caller sets
     * rows->struct_size; rows may be null when nothing is wanted. The values are the host's, and valid until handle() returns.
     * The unit begins with the first statement and is committed by the host. Refuses MORTISE_E_DENIED beyond the declared
     * columns; MORTISE_E_CONFLICT on a constraint; MORTISE_E_LIMIT beyond 10,000 rows, 1,000 statements in a call, or 64 KiB of
     * statement; MORTISE_E_INVALID for parameters or columns that are not those of the statement; MORTISE_E_UNSUPPORTED for
     * MORTISE_BLOB; MORTISE_E_UNAVAILABLE when the database is away, and MORTISE_E_DEADLINE when time is up while it runs. After
     * MORTISE_E_UNAVAILABLE and MORTISE_E_DEADLINE nothing of the call is kept, whatever it answers. [call] */
    mortise_status (*query)(void *ctx, uint64_t call, mortise_str sql, const mortise_parameter *parameters,
                            uint64_t parameter_count, const uint32_t *columns, uint64_t column_count, mortise_rows *rows);
} mortise_storage_v1;

#ifdef __cplusplus
}
#endif
#endif
