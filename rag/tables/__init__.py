"""Files that hold nothing but tables: their grids read and asked."""
