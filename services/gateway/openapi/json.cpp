// Boost.JSON as Debian ships its headers: compiled here, for the whole gateway.
#include <boost/json/src.hpp>
