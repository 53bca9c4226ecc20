// The frozen layout, as a C++20 compiler sees it.
#include "layout_v1_0.c"
